import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KernelUnusable, MachineEnded } from '../../vm/problems.ts';
import { ManualClock } from '../clock.ts';
import { type Ec2, startEc2 } from '../startEc2.ts';
import type { Machine } from '../world/hosts.ts';
import type { BootWishes, RunningGuest } from './guestMachine.ts';
import { machineHosts } from './machineHosts.ts';
import { realTimings } from './realTime.ts';

/** A boot that waits for the test to decide what comes of it. */
interface Boot {
  readonly machine: Machine;
  readonly wishes: BootWishes;
  comesUp(): void;
  fails(error: Error): void;
}

let boots: Boot[];
let running: number;
let isReachable: boolean;
let troubles: string[];
let clock: ManualClock;
let ec2: Ec2;

const boot = (machine: Machine, wishes: BootWishes): Promise<RunningGuest> =>
  new Promise((resolve, reject) => {
    const close = async () => void running--;
    const guest = {
      get isReachable() {
        return isReachable;
      },
      close,
    };
    const comesUp = () => {
      running++;
      resolve(guest);
    };
    wishes.signal.addEventListener('abort', () => reject(wishes.signal.reason));
    boots.push({ machine, wishes, comesUp, fails: reject });
  });

/** Lets what was decided get round, and the lab look. */
const settle = async () => {
  for (let i = 0; i < 3; i++) await new Promise(setImmediate);
  clock.advance(1000);
  await ask('DescribeInstances');
};

const authorization = `AWS4-HMAC-SHA256 Credential=A/20260724/eu-central-1/ec2/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`;

const ask = async (Action: string, parameters: Record<string, string> = {}): Promise<void> => {
  const body = new URLSearchParams({ Action, Version: '2016-11-15', ...parameters });
  const { ok } = await fetch(ec2.url, { method: 'POST', headers: { authorization }, body });
  expect(ok).toBe(true);
};

const instance = () => Object.values(ec2.world.instances)[0]!;
const named = () => ({ 'InstanceId.1': instance().id });
const state = () => instance().state;
const says = (text: string) => boots.at(-1)!.wishes.onConsole(Buffer.from(text));

const start = async (account?: Ec2['account']) => {
  const hosts = machineHosts(boot, (sentence) => troubles.push(sentence));
  const preset = ['kernel-updated'] as const;
  ec2 = await startEc2({ clock, hosts, preset, timings: realTimings, ...(account && { account }) });
  await settle();
};

beforeEach(async () => {
  boots = [];
  running = 0;
  isReachable = true;
  troubles = [];
  clock = new ManualClock();
  await start();
});
afterEach(() => ec2.close());

describe('an instance on a machine', () => {
  test('is pending until the machine is up, and says what its console says', async () => {
    expect(state()).toBe('pending');
    says('Linux version 6.1\r\n');
    boots[0]!.comesUp();
    await settle();
    expect(state()).toBe('running');
    expect(instance().boot).toMatchObject({ console: 'Linux version 6.1\n', adapter: 'ena', isReachable: true });
    isReachable = false;
    says('ena: gone\n');
    await settle();
    expect(instance().boot).toMatchObject({ console: 'Linux version 6.1\nena: gone\n', isReachable: false });
  });

  test('is stopped when the machine is off, and boots anew when it is started', async () => {
    boots[0]!.comesUp();
    await settle();
    await ask('StopInstances', named());
    expect(state()).toBe('stopping');
    await settle();
    await settle();
    expect([state(), running]).toEqual(['stopped', 0]);
    await ask('StartInstances', named());
    await settle();
    expect([state(), boots.length]).toEqual(['pending', 2]);
  });

  test('goes on with its console over a reboot', async () => {
    says('first\n');
    boots[0]!.comesUp();
    await settle();
    await ask('RebootInstances', named());
    await settle();
    expect(running).toBe(0);
    says('second\n');
    boots[1]!.comesUp();
    await settle();
    expect(instance().boot).toMatchObject({ console: 'first\nsecond\n', isReachable: true });
  });

  test('is not judged while it reboots, however long that takes', async () => {
    boots[0]!.comesUp();
    await settle();
    await ask('RebootInstances', named());
    clock.advance(600_000);
    await settle();
    expect(instance().boot).toMatchObject({ atMs: clock.nowMs(), isReachable: false });
  });

  test('that is terminated while it boots is never up', async () => {
    await ask('TerminateInstances', named());
    await settle();
    await settle();
    expect([state(), running, boots[0]!.wishes.signal.aborted]).toEqual(['terminated', 0, true]);
    expect(troubles).toEqual([]);
  });

  test('whose kernel panics runs, and cannot be reached', async () => {
    says('Kernel panic - not syncing\n');
    boots[0]!.fails(new MachineEnded('the kernel of the machine gave up'));
    await settle();
    expect(state()).toBe('running');
    expect(instance().boot).toMatchObject({ console: 'Kernel panic - not syncing\n', isReachable: false });
  });

  test('that cannot be had falls back to stopped, and the reason is told', async () => {
    boots[0]!.fails(new KernelUnusable('there is no kernel'));
    await settle();
    expect(instance()).toMatchObject({ state: 'stopped', stateReason: { code: 'Server.InternalError' } });
    expect(troubles).toEqual([`the machine of ${instance().id}: there is no kernel`]);
  });

  test('boots anew with an endpoint that goes on from a file', async () => {
    boots[0]!.comesUp();
    await settle();
    await ec2.close();
    expect(running).toBe(0);
    await start(structuredClone(ec2.account));
    expect([state(), boots.length]).toEqual(['running', 2]);
  });
});

test('machines boot one after the other', async () => {
  await ec2.close();
  boots = [];
  const hosts = machineHosts(boot, () => {});
  ec2 = await startEc2({ clock, hosts, preset: ['healthy', 'nitro'], timings: realTimings });
  await settle();
  expect(boots).toHaveLength(1);
  boots[0]!.comesUp();
  await settle();
  expect(boots).toHaveLength(2);
});
