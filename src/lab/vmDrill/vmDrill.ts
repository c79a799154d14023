import type { Voice } from '../../driver/voices.ts';
import type { Evidence } from '../conclude.ts';
import type { Fault } from '../faults/fault.ts';
import { type Course, type Drill, judge } from '../judge.ts';
import { FaultDesk } from '../served/faultDesk.ts';
import type { Guest, Look } from './guest.ts';
import { guestPartOf } from './guestPart.ts';

/** Packets go both ways for so long before a fault is laid. */
const settleMs = 4000;
/** What a fault brings about late comes within this after its end: the driver looks once a second for what is older than five. */
const lateMs = 8000;
/** For a look at what is not expected to work. */
const briefMs = 1000;
/** For a driver that begins anew, with pauses between. */
const recoveryMs = 90_000;

/** What took place in a machine: all that is needed to judge it once more. */
export interface VmCourse extends Course {
  /** As `uname -r` says. */
  readonly release: string;
}

/** What a drill with a real driver showed. */
export type VmDrill = Drill & VmCourse;

/** Holds what took place against the catalogue. */
export const judgeVm = (course: VmCourse): VmDrill => ({ ...course, ...judge(course) });

const nothing = async (): Promise<void> => {};

/** Resolves when the adapter's clock has gone on by so much. */
export const elapsed = ({ adapter }: Guest, spanMs: number): Promise<void> =>
  new Promise((resolve) => adapter.clock.createAlarm(resolve).ringIn(spanMs * 1e6));

/** Resolves when the adapter was reset after its driver had set it up, and has queues again. */
const resetSeen = (guest: Guest): Promise<void> =>
  new Promise((resolve) => {
    // One to set it up, one for the reason, one to set it up again.
    const end = guest.adapter.observe(({ kind }) => {
      if (kind !== 'queue-created' || guest.resets.length < 3) return;
      end();
      resolve();
    });
  });

/** Why the fault cannot be laid around a real guest; undefined where it can. */
export const whyNot = (fault: Fault): string | undefined => {
  const part = guestPartOf(fault);
  return part !== undefined && 'cannot' in part ? part.cannot : undefined;
};

/** Lays what goes wrong at the adapter and has the guest do its part. What it returns ends both. */
export const layAround = async (guest: Guest, fault: Fault): Promise<() => Promise<void>> => {
  const desk = new FaultDesk<Fault>(guest.adapter.clock, ({ lay }) => lay?.(guest.adapter) ?? (() => {}));
  const part = guestPartOf(fault);
  if (part !== undefined && 'cannot' in part) throw new RangeError(`${fault.name}: ${part.cannot}`);
  desk.lay(fault, Number.POSITIVE_INFINITY);
  if (part !== undefined) await guest.run(part.begin);
  return async () => {
    desk.liftAll();
    if (part !== undefined) await guest.run(part.end);
  };
};

/** What an operator collects. */
const collected = ({ console, log, ethtool }: Look): Evidence[] => [
  { name: 'dmesg.txt', text: log },
  ...(console === '' ? [] : [{ name: 'console.txt', text: console }]),
  { name: 'ethtool-after.txt', text: ethtool },
];

export interface VmDrillOptions {
  /** Lift the fault when the adapter was reset, and wait no longer for what else it may bring about. */
  readonly untilReset?: boolean;
}

/**
 * Runs one fault on a real driver, in real time. The guest's driver must not be loaded; it stays loaded.
 *
 * @throws MachineSilent, MachineEnded
 */
export const vmDrill = async (
  guest: Guest,
  fault: Fault,
  voice: Voice,
  { untilReset = false }: VmDrillOptions = {},
): Promise<VmDrill> => {
  const evidence: Evidence[] = [];
  const part = guestPartOf(fault);
  const isMeanwhile = part !== undefined && 'isCollectedMeanwhile' in part;
  // Nobody asks while other faults lie: the interrupt of an answer would tell of what they keep silent.
  const isOfAgent = fault.enoughMs !== undefined;
  const reset = resetSeen(guest);
  let lift = nothing;
  let from: number;
  if (fault.when === 'boot') {
    lift = await layAround(guest, fault);
    from = await guest.load();
    await guest.attempt(isOfAgent);
  } else {
    await guest.load();
    await guest.isUpWithin(recoveryMs);
    await elapsed(guest, settleMs);
    const before = await guest.before(isOfAgent);
    evidence.push({ name: 'ethtool-before.txt', text: before.ethtool });
    from = before.at;
    lift = await layAround(guest, fault);
  }
  const isOver = elapsed(guest, fault.enoughMs ?? fault.durationMs);
  await (untilReset ? Promise.race([reset, isOver.then(() => elapsed(guest, lateMs))]) : isOver);
  if (isOfAgent && !untilReset) await guest.asked();
  const meanwhile = isMeanwhile ? await guest.look(briefMs) : undefined;
  // Before anything else is asked of the guest, which may be long in answering: the fault is not to outlast its time.
  await lift();
  const to = await guest.now();
  if (!untilReset) await elapsed(guest, lateMs);
  const look = await guest.look(recoveryMs);
  evidence.push(...collected(meanwhile ?? look));
  const { resets, release } = guest;
  const { failures, isConnected } = look;
  return judgeVm({ fault, voice, from, to, evidence, resets, failures, isConnected, release });
};
