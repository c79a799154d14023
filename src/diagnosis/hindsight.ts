import { driverNeeds } from '../spec/driverNeeds.ts';
import { knownBugsShowing } from '../spec/knownBugs.ts';
import { inRange, parseVersion } from '../spec/versions.ts';
import type { Case } from './case.ts';
import type { Tally } from './tally.ts';

/** A buffer that could not be had at once is normal; ten, or three beside the kernel's own complaints, are pressure. */
const manyAllocationFailures = 10;
const fewAllocationFailures = 3;

const allocationEvents = [
  'rx-buffer-allocation-failed',
  'rx-ring-refill-partial',
  'rx-packet-allocation-failed',
] as const;

export const judgeAllocations = ({ events, pressure }: Case, tally: Tally): void => {
  for (const [adapter, counts] of events) {
    const entry = tally.entry('rx-buffer-allocation-notice', adapter);
    const failures = allocationEvents.reduce((sum, event) => sum + (counts.get(event) ?? 0), 0);
    const many =
      failures >= manyAllocationFailures || (failures >= fewAllocationFailures && pressure.hasMemoryTrouble());
    if (!many || entry === undefined) continue;
    tally.add({
      id: 'rx-memory-pressure',
      adapter,
      times: failures,
      ...(entry.first && { when: entry.first }),
      place: entry.evidence[0],
    });
    tally.drop('rx-buffer-allocation-notice', adapter);
  }
};

/**
 * A stuck CPU beside an adapter in trouble explains it, and one that is stuck while it serves the adapter starves it; one
 * on its own is only worth a notice.
 */
export const judgeStuckCpus = ({ pressure, traces, enaLines }: Case, tally: Tally): void => {
  for (const { trouble, beside: nearTrouble } of pressure.stuck()) {
    const { when, place } = trouble;
    const beside = nearTrouble || traces.isStuckInDriver(place);
    if (enaLines === 0 && !beside) continue;
    tally.add({
      id: 'soft-lockup-cpu',
      when,
      place,
      ...(!beside && { severity: 'notice' as const, confidence: 'possible' as const }),
    });
  }
};

/** A query for counters that failed with its admin queue says nothing of what the driver has. */
export const judgeStatisticsQueries = (tally: Tally): void => {
  const failed = ['admin-queue-timeout', 'admin-queue-not-running', 'missed-admin-interrupt'];
  for (const adapter of tally.seenFor('stats-unavailable'))
    if (failed.some((id) => tally.has(id, adapter))) tally.drop('stats-unavailable', adapter);
};

/** What makes a probe fail, and the findings that would show it going on after a probe that succeeded. */
const probeFaults: Readonly<Record<string, readonly string[]>> = {
  'device-init-failed': [],
  'admin-queue-timeout': ['admin-queue-not-running'],
  'register-read-timeout-persistent': ['reset-failed', 'device-not-responsive'],
};

/**
 * Probing is tried again, and queues are made smaller: an adapter that was found afterwards, or whose driver went on with
 * smaller rings, did come up, and what delayed it weighs less.
 */
export const judgeInitRetries = ({ events }: Case, tally: Tally): void => {
  for (const adapter of tally.seenFor('device-init-failed')) {
    const counts = events.get(adapter);
    // The driver goes on with smaller rings, and says so.
    const smaller =
      counts?.has('io-queue-creation-retried') &&
      tally.entry('device-init-failed', adapter)?.count === counts.get('io-queue-creation-failed');
    if (smaller) tally.amend('device-init-failed', adapter, { severity: 'warning', blame: 'guest-memory' });
    const failed = counts?.get('probe-failed') ?? 0;
    const found = counts?.get('adapter-found') ?? 0;
    if (found === 0 || failed === 0 || found < failed) continue;
    for (const [id, later] of Object.entries(probeFaults)) {
      if (later.some((finding) => tally.has(finding, adapter))) continue;
      // Shared code of old drivers names no adapter.
      for (const owner of [adapter, undefined]) tally.amend(id, owner, { severity: 'warning' });
    }
  }
};

/** One row per defect; more than three fit only a version so old that its age is the finding. */
const maxBugs = 3;

export const judgeBugs = ({ adapters, events, history, traces }: Case, tally: Tally): void => {
  for (const adapter of adapters.all()) {
    const { version: text, flavour } = adapters.versionOf(adapter);
    const version = text === undefined ? undefined : parseVersion(text);
    if (version === undefined) continue;
    const driver = flavour === 'dpdk' || flavour === 'freebsd' ? flavour : 'linux';
    const seen = {
      events: events.get(adapter) ?? new Map(),
      statistics: history.above(adapter),
      frames: traces.frames,
    };
    const suspected = knownBugsShowing(version, driver, seen).filter(({ effect }) => effect === 'harm');
    for (const { name, symptom, fixedIn } of suspected.slice(0, maxBugs)) {
      const values = {
        symptom: symptom.replace(/\.$/, ''),
        version: version.text,
        ...(fixedIn !== undefined && { fixedIn }),
      };
      tally.add({ id: `known-driver-bug:${name}`, adapter, values });
    }
  }
};

export const judgeAge = ({ adapters, facts }: Case, tally: Tally): void => {
  const { instanceType } = facts;
  if (instanceType === undefined) return;
  for (const adapter of adapters.all()) {
    const version = parseVersion(adapter.version ?? '');
    if (version?.origin !== 'release') continue;
    const need = driverNeeds.find(({ of, release }) => of(instanceType) && inRange(version, `<${release}`));
    if (need === undefined) continue;
    tally.add({
      id: 'driver-outdated',
      adapter,
      values: { version: version.text, need: `${need.release}: ${need.what}`, instanceType },
    });
  }
};
