import type { Limits } from '../../src/driver/voices.ts';
import { resetReasons } from '../../src/spec/resetReasons.ts';
import { type FaultName, faultRows } from './faultRows.ts';
import { slowestInterruptMs } from './guest.ts';
import type { Testimony } from './testimony.ts';
import type { Witness } from './witness.ts';

/** What must have happened since the last reset for a driver to ask for one of a certain reason. */
interface Cause {
  /** Name of the reason. */
  readonly reason: string;
  /** Faults of which one struck. */
  readonly faults: readonly FaultName[];
  /** Or the guest paused for so long. */
  readonly pauseMs?: (limits: Limits) => number;
  /** And this was to be seen in any case. */
  readonly sign?: (witness: Witness, limits: Limits) => boolean;
}

const silentKeepAlives = ['keepAliveLost', 'keepAliveInterruptLost'] as const;
const unheardAnswers = ['adminCompletionLost', 'adminCompletionLate', 'adminInterruptLost'] as const;
/** `txCompletionLost` and a lost doorbell leave packets uncompleted; the others leave completions unread. */
const uncompleted = ['txCompletionLost', 'txCompletionLate', 'txDoorbellIgnored'] as const;
const unread = ['interruptLost', 'firstInterruptLost', 'interruptWithheld'] as const;

const isSilent = (witness: Witness, { keepAliveMs }: Limits): boolean => witness.silenceMs >= keepAliveMs;
const isUnanswered = (witness: Witness, { adminCommandMs }: Limits): boolean => witness.answerMs >= adminCommandMs;
const hasPaused = ({ life }: Witness): boolean => life.longestPauseNs > 0;
/** What happened just before a pause may be told of in it only. */
const keepAliveEveryMs = 1000 + slowestInterruptMs;
const forKeepAlive = ({ keepAliveMs }: Limits): number => keepAliveMs - keepAliveEveryMs;
const forAdmin = ({ adminCommandMs }: Limits): number => adminCommandMs - slowestInterruptMs;
const forTx = ({ missingTxMs }: Limits): number => missingTxMs - slowestInterruptMs;
/** Rx completions must lie there at so many looks of the service, before any interrupt. */
const forFirstInterrupt = ({ rxNoInterruptChecks, serviceMs }: Limits): number =>
  (rxNoInterruptChecks - 1) * serviceMs - slowestInterruptMs;

/**
 * Transcribed from the watchdogs of the Linux driver: what each compares with which limit, and what makes the compared time
 * long. A reason that is missing here has no cause in any story.
 */
// biome-ignore format: a table
const causes: readonly Cause[] = [
  { reason: 'keep-alive-timeout', faults: silentKeepAlives, pauseMs: forKeepAlive, sign: isSilent },
  { reason: 'admin-timeout', faults: unheardAnswers, pauseMs: forAdmin, sign: isUnanswered },
  { reason: 'missing-admin-interrupt', faults: silentKeepAlives, pauseMs: forKeepAlive, sign: isSilent },
  { reason: 'missing-admin-interrupt', faults: unheardAnswers, pauseMs: forAdmin, sign: isUnanswered },
  { reason: 'missing-tx-completions', faults: [...uncompleted, ...unread], pauseMs: forTx },
  { reason: 'missing-interrupt', faults: [...uncompleted, ...unread], pauseMs: forFirstInterrupt },
  { reason: 'missing-first-interrupt', faults: [...uncompleted, ...unread], pauseMs: forFirstInterrupt },
  // The stack's watchdog looks at queues that stand because their ring is full.
  { reason: 'os-netdev-watchdog', faults: [...uncompleted, ...unread], pauseMs: forTx },
  // The poller is due and does not run; that it last ran long ago may have other reasons.
  { reason: 'suspected-poll-starvation', faults: [...uncompleted, ...unread], pauseMs: forTx, sign: hasPaused },
  { reason: 'invalid-tx-request-id', faults: ['txBadRequestId'] },
  { reason: 'invalid-rx-request-id', faults: ['rxBadRequestId'] },
  { reason: 'too-many-rx-descriptors', faults: ['rxTooManyDescriptors'] },
  { reason: 'rx-descriptor-malformed', faults: ['rxMalformed', 'rxFirstInMiddle'] },
  { reason: 'tx-descriptor-malformed', faults: ['txMalformed'] },
];

const numberOf = new Map(resetReasons.map(({ name, number }) => [name, number]));
export const normal = numberOf.get('normal')!;
export const deviceRequest = numberOf.get('device-request')!;
export const shutdown = numberOf.get('shutdown')!;
export const driverInvalidState = numberOf.get('driver-invalid-state')!;
export const adminTimeout = numberOf.get('admin-timeout')!;

/** Whether a driver with these limits has cause to ask for a reset of this reason. */
export const hasCause = (reason: number, witness: Witness, limits: Limits): boolean => {
  const { life } = witness;
  return causes.some((cause) => {
    if (numberOf.get(cause.reason) !== reason) return false;
    if (cause.sign !== undefined && !cause.sign(witness, limits)) return false;
    const isLong = cause.pauseMs !== undefined && life.longestPauseNs >= cause.pauseMs(limits) * 1e6;
    return isLong || life.hasStruck(cause.faults);
  });
};

/** Faults that leave an adapter dead which is being set up: Linux does not try a failed restore again. */
const deadly: readonly FaultName[] = faultRows.filter(({ kills }) => kills === true).map(({ name }) => name);

/** Whether it may have failed to set the device up or to take it down: a fault, no memory, an answer not heard in time. */
export const isHindrance = (testimony: Testimony, limits: Limits): boolean =>
  testimony.refusals > 0 || testimony.longestPauseNs >= forAdmin(limits) * 1e6 || testimony.hasStruck(deadly);
