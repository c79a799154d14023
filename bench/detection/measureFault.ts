import type { Fault } from '../../src/lab/faults/fault.ts';
import type { Guest } from '../../src/lab/vmDrill/guest.ts';
import { comeUp } from '../../src/lab/vmDrill/guestScripts.ts';
import { elapsed, layAround } from '../../src/lab/vmDrill/vmDrill.ts';
import type { InnerAgent, Stamped } from '../../test/vm/innerAgent.ts';
import { relateClocks } from './guestClock.ts';
import { plainlyRead } from './watchedGuest.ts';

/** What a fault brings about late comes within this after its end. */
const lateMs = 10_000;
/** So long it is waited for what an agent tells late, and looked for it so often. */
const longestMs = 120_000;
const lookEveryMs = 2000;

/** When what was seen, in seconds since the fault was laid; absent where it was not. */
export interface Detection {
  readonly fault: Fault;
  /** The driver's first warning, or that of the stack above it. */
  readonly logged?: number;
  /** A program that only reads the log had it. */
  readonly read?: number;
  /** The agent said that a keep-alive is late. */
  readonly warned?: number;
  /** The agent told an incident or a problem. */
  readonly told?: number;
  readonly first?: Stamped;
  /** The clocks may be so far apart. */
  readonly unsure: number;
}

/** A line of `dmesg -r` that warns, of the driver or of the watchdog of its queues: `<4>[   12.345678] ena …`. */
const warning = /^<([0-4])>\[ *([\d.]+)\] (?:ena[ :]|.*NETDEV WATCHDOG)/gm;

const toldSince = async (agent: InnerAgent, uptime: number): Promise<readonly Stamped[]> =>
  (await agent.told()).filter((each) => each.uptime >= uptime);

const firstOf = (told: readonly Stamped[], ...kinds: readonly Stamped['kind'][]): Stamped | undefined =>
  told.find(({ kind }) => kinds.includes(kind));

/** Lays a fault beside an agent that watches, for as long as its row says. The driver is loaded but for faults of the boot. */
export const measureFault = async (guest: Guest, agent: InnerAgent, fault: Fault): Promise<Detection> => {
  const { uptimeOf, unsure } = await relateClocks(guest);
  const laidAt = uptimeOf(guest.adapter.clock.nowNs());
  const lift = await layAround(guest, fault);
  if (fault.when === 'boot') await guest.run(comeUp);
  await elapsed(guest, fault.durationMs);
  await lift();
  await elapsed(guest, lateMs);

  const untilMs = performance.now() + longestMs;
  let told = await toldSince(agent, laidAt - unsure);
  while (firstOf(told, 'incident-opened', 'problem-opened') === undefined && performance.now() < untilMs) {
    await elapsed(guest, lookEveryMs);
    told = await toldSince(agent, laidAt - unsure);
  }
  const lines = [...(await guest.ask('dmesg -r')).matchAll(warning)].map(([, , stamp]) => Number(stamp));
  const logged = lines.find((at) => at >= laidAt - unsure);
  const read = logged === undefined ? undefined : (await plainlyRead(guest)).get(logged);
  const warned = firstOf(told, 'heartbeat-late');
  const first = firstOf(told, 'incident-opened', 'problem-opened');
  return {
    fault,
    unsure,
    ...(logged !== undefined && { logged: logged - laidAt }),
    ...(read !== undefined && { read: read - laidAt }),
    ...(warned && { warned: warned.uptime - laidAt }),
    ...(first && { first, told: first.uptime - laidAt }),
  };
};
