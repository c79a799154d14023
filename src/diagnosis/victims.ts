import type { Case } from './case.ts';
import type { Incident } from './report.ts';
import type { Tally } from './tally.ts';

/** Faults that a starved guest can produce all by itself, and that may stay below the threshold of a reset. */
const starvable = [
  'keep-alive-timeout',
  'tx-completion-missing',
  'tx-timeout-netdev-watchdog',
  'admin-queue-timeout',
  'admin-queue-not-running',
];

/**
 * Culprit or victim, for faults that came to no reset: beside a stuck CPU or a lack of memory the guest is to blame.
 * (Resets are told by their stories.) A probe that fails for want of a register is the register's fault.
 */
export const judgeVictims = ({ pressure }: Case, incidents: readonly Incident[], tally: Tally): void => {
  const told = new Set(incidents.map(({ cause }) => cause));
  for (const id of starvable) {
    if (told.has(id)) continue;
    for (const adapter of tally.seenFor(id)) {
      const trouble = pressure.besideAny(tally.entry(id, adapter)?.evidence ?? [], tally.entry(id, adapter));
      if (trouble !== undefined)
        tally.amend(id, adapter, { blame: trouble.kind === 'memory' ? 'guest-memory' : 'guest-cpu' });
    }
  }
  for (const adapter of tally.seenFor('device-init-failed')) {
    const unread = tally.seenFor('register-read-timeout-persistent').length > 0;
    if (unread) tally.amend('device-init-failed', adapter, { blame: 'device' });
  }
};
