import type { Voice } from '../driver/voices.ts';
import type { Evidence } from './conclude.ts';
import type { Fault } from './faults/fault.ts';
import { layIn } from './faults/laying.ts';
import { type Drill, judge } from './judge.ts';
import { Machine } from './machine.ts';

const secondNs = 1e9;
const bootNs = 3 * secondNs;
const settleNs = 10 * secondNs;
/** How long a drill goes on after the fault was laid and after it was over, unless told. */
const shortestMs = 30_000;
const afterwardsMs = 20_000;

/** What a drill took place with. */
export interface DrillOptions {
  readonly voice: Voice;
  /** From the laying of the fault to the end. */
  readonly forMs?: number;
  readonly seed?: number;
}

/** Runs one fault on one voice, in virtual time, and asks the doctor what it was. The same options give the same drill. */
export const drill = (fault: Fault, { voice, forMs, seed = 1 }: DrillOptions): Drill => {
  const machine = new Machine(voice, fault.device, seed);
  const { clock, log } = machine.host;
  const seconds = () => clock.nowNs() / secondNs;
  // A moment within a second, so that not all that happens falls on full ones.
  machine.host.run(bootNs + machine.random() * secondNs);
  const evidence: Evidence[] = [];
  const atBoot = fault.when === 'boot';
  let undo = atBoot ? layIn(machine, fault) : undefined;
  let from = seconds();
  machine.load();
  if (!atBoot) {
    machine.run(settleNs);
    evidence.push({ name: 'ethtool-before.txt', text: machine.ethtoolText() });
    from = seconds();
    undo = layIn(machine, fault);
  }
  const endNs = from * secondNs + (forMs ?? Math.max(shortestMs, fault.durationMs + afterwardsMs)) * 1e6;
  machine.run(Math.max(0, from * secondNs + fault.durationMs * 1e6 - clock.nowNs()));
  undo?.();
  const to = seconds();
  machine.run(Math.max(0, endNs - clock.nowNs()));
  const isConnected = machine.isConnected;
  const after = machine.ethtoolText();
  evidence.push(
    { name: 'dmesg.txt', text: log.text },
    ...(machine.console === '' ? [] : [{ name: 'console.txt', text: machine.console }]),
    { name: 'ethtool-after.txt', text: after },
  );
  const { resetReasons: resets } = machine.host;
  return judge({ fault, voice, from, to, evidence, resets, failures: machine.failures, isConnected });
};
