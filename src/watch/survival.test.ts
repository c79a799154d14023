import { describe, expect, it } from 'vitest';
import { FakeWorld } from './fakeWorld.ts';
import { memory, watched } from './watchedWorld.ts';

const second = 1000;
const minute = 60 * second;
const first = '0000:00:05.0';
const reset = (world: FakeWorld) => () => {
  world.log(`ena ${first} eth0: Keep alive watchdog timeout.`);
  world.log(`ena ${first} eth0: Trigger reset is on`);
};

const counterOf = (world: FakeWorld, name: string, value: number, pci = first) =>
  world.adapters.get(pci)?.counters.set(name, value);
const opened = (kinds: readonly string[]) => kinds.filter((kind) => kind.startsWith('problem-opened'));

describe('an adapter', () => {
  it('that is plugged is watched within seconds', async () => {
    const world = new FakeWorld();
    const { kinds } = await watched(world, minute, {
      10000: () => world.plug('0000:00:06.0', 'eth1'),
      20000: () => counterOf(world, 'wd_expired', 1, '0000:00:06.0'),
    });
    expect(kinds).toContain('adapter-came 0000:00:06.0');
    expect(opened(kinds)).toEqual(['problem-opened keep-alive-timeout']);
  });

  it('that is unplugged is gone, with what was wrong with it', async () => {
    const world = new FakeWorld();
    const { kinds, agent } = await watched(world, 30 * second, {
      5000: () => counterOf(world, 'wd_expired', 1),
      10000: () => world.adapters.delete(first),
    });
    expect(kinds).toContain('problem-closed keep-alive-timeout');
    expect(kinds).toContain(`adapter-left ${first}`);
    expect([agent.adapters, agent.problems]).toEqual([[], []]);
  });

  it('that is renamed goes on under its new name, and nothing is told of it', async () => {
    const world = new FakeWorld();
    const { kinds, agent } = await watched(world, 30 * second, {
      10000: () => {
        world.adapters.get(first)!.interfaceName = 'ens5';
      },
    });
    expect(kinds).toEqual([`adapter-came ${first}`]);
    expect(agent.adapters).toMatchObject([{ interfaces: ['ens5'], sample: { names: expect.any(Array) } }]);
  });

  it('that is being probed is not told to have no interface, unless it gets none', async () => {
    const world = new FakeWorld();
    const drivenBy = (driver: string, interfaceName: string) => () =>
      Object.assign(world.adapters.get(first)!, { driver, interfaceName });
    const events = { 10000: drivenBy('ena', ''), 18000: drivenBy('ena', 'eth0'), 40000: drivenBy('ena', '') };
    const { told } = await watched(world, minute, events);
    const blind = told.flatMap((each) => (each.kind === 'blind' ? [each] : []));
    expect(blind.map(({ what }) => what)).toEqual([expect.stringContaining(`${first} shows no interface here`)]);
    expect(blind[0]!.atMs - told[0]!.atMs).toBeGreaterThanOrEqual(50_000);
  });

  it('whose driver is taken away is told to be unseen, and seen again', async () => {
    const world = new FakeWorld();
    const drivenBy = (driver: string, interfaceName: string) => () =>
      Object.assign(world.adapters.get(first)!, { driver, interfaceName });
    const { kinds } = await watched(world, minute, {
      10000: drivenBy('vfio-pci', ''),
      30000: drivenBy('ena', 'eth0'),
    });
    expect(kinds.filter((kind) => kind.startsWith('blind'))).toEqual([
      expect.stringContaining('vfio-pci hands 0000:00:05.0 to a program'),
      `blind: The counters of ${first} are seen.`,
    ]);
  });

  it('that is not to be watched is not heard of', async () => {
    const world = new FakeWorld(2);
    const options = { interfaces: ['eth*', '!eth0'] };
    const { kinds } = await watched(world, minute, { 10000: reset(world) }, options);
    expect(kinds).toEqual(['adapter-came 0000:00:06.0']);
  });
});

describe('counters', () => {
  it('of a driver that was loaded anew go on from zero, and what they count is news', async () => {
    const world = new FakeWorld();
    counterOf(world, 'wd_expired', 7);
    counterOf(world, 'queue_0_rx_cnt', 5000);
    const { told } = await watched(world, minute, {
      10000: () => {
        counterOf(world, 'wd_expired', 0);
        counterOf(world, 'queue_0_rx_cnt', 3);
      },
      20000: () => counterOf(world, 'wd_expired', 1),
    });
    const [problem, ...others] = told.filter(({ kind }) => kind === 'problem-opened');
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ problem: { finding: { id: 'keep-alive-timeout', values: { rise: 1 } } } });
  });

  it('that rose while no agent ran are told by the next, once', async () => {
    const world = new FakeWorld();
    const state = memory();
    await watched(world, 10_000, {}, { state });
    counterOf(world, 'wd_expired', 1);
    world.uptimeMs += 10 * minute;
    expect(opened((await watched(world, 10_000, {}, { state })).kinds)).toEqual(['problem-opened keep-alive-timeout']);
    expect((await watched(world, 10 * second, {}, { state })).kinds).toEqual([]);
  });

  it('of a boot that nobody watched are news', async () => {
    const world = new FakeWorld();
    counterOf(world, 'wd_expired', 1);
    const state = memory();
    expect(opened((await watched(world, 10_000, {}, { state })).kinds)).toEqual([]);
    world.reboot();
    counterOf(world, 'wd_expired', 1);
    expect(opened((await watched(world, 10_000, {}, { state })).kinds)).toHaveLength(1);
  });
});

describe('the kernel log', () => {
  it('that was overwritten before it was read is told to be incomplete, and read on', async () => {
    const world = new FakeWorld();
    world.log('Linux version 6.12.40', 5);
    const { kinds } = await watched(world, 30 * second, {
      10000: () => {
        for (let line = 0; line < 100; line++) world.log('usb 1-1: new device', 6);
        world.overwrite(90);
        reset(world)();
      },
    });
    expect(kinds).toContain('blind: 89 lines of the kernel log were overwritten before the agent could read it.');
    expect(kinds).toContain('incident-opened');
  });

  it('that was written while no agent ran is told by the next', async () => {
    const world = new FakeWorld();
    const state = memory();
    await watched(world, 10_000, {}, { state });
    reset(world)();
    world.uptimeMs += 60 * minute;
    expect((await watched(world, 10_000, {}, { state })).kinds).toContain('incident-opened');
  });

  it('of long ago is history to an agent that never ran before', async () => {
    const world = new FakeWorld();
    reset(world)();
    world.uptimeMs += 60 * minute;
    expect((await watched(world, minute)).kinds).toEqual([`adapter-came ${first}`]);
  });

  it('that may not be read is told, and tried again', async () => {
    const world = new FakeWorld();
    world.kmsgRefusal = 'EPERM';
    const { kinds, agent } = await watched(world, 3 * minute, {
      90000: () => {
        world.kmsgRefusal = undefined;
      },
    });
    expect(kinds.filter((kind) => kind.startsWith('blind'))).toEqual([
      expect.stringContaining('The kernel log cannot be followed (/dev/kmsg: EPERM; journalctl: ENOENT)'),
      'blind: The kernel log is seen again (/dev/kmsg).',
    ]);
    expect(agent.blind).toEqual([]);
  });
});

describe('time', () => {
  it('in which the machine slept is told, and what comes after is of after', async () => {
    const world = new FakeWorld();
    const { told } = await watched(world, 2 * 3600 * second, {
      10000: () => world.suspend(3_600_000),
      3620000: reset(world),
    });
    expect(told.find(({ kind }) => kind === 'blind')).toMatchObject({ what: expect.stringContaining('3600 s') });
    const incident = told.find((each) => each.kind === 'incident-opened');
    const begin = incident?.kind === 'incident-opened' ? incident.incident.incident.begin : undefined;
    expect(Math.abs(Date.parse(begin ?? '') - (incident?.atMs ?? 0))).toBeLessThan(3000);
  });

  it('that is set back keeps nothing open for ever', async () => {
    const world = new FakeWorld();
    const { agent, kinds } = await watched(world, 5 * minute, {
      10000: () => counterOf(world, 'wd_expired', 1),
      20000: () => {
        world.bootMs -= 24 * 3_600_000;
      },
    });
    expect(agent.problems).toEqual([]);
    expect(opened(kinds)).toHaveLength(1);
  });
});

describe('a state', () => {
  it('that cannot be kept is told once, and that it can be kept again', async () => {
    const world = new FakeWorld();
    const state = memory();
    let isFull = true;
    const store = {
      load: () => state.load(),
      save: (kept: Parameters<typeof state.save>[0]) =>
        isFull ? Promise.reject(Object.assign(new Error(), { code: 'ENOSPC' })) : state.save(kept),
    };
    const { kinds } = await watched(
      world,
      5 * minute,
      {
        60000: () => {
          isFull = false;
        },
      },
      { state: store },
    );
    expect(kinds.filter((kind) => kind.startsWith('blind'))).toEqual([
      expect.stringContaining('cannot be kept (ENOSPC)'),
      'blind: The state of the agent can be kept again.',
    ]);
  });

  it('that is damaged is told, and begun anew', async () => {
    const store = { load: async () => ({ damage: 'its checksum does not match' }), save: async () => {} };
    const { kinds } = await watched(new FakeWorld(), 5000, {}, { state: store });
    expect(kinds).toContain(
      'blind: The state of the agent before is not used: its checksum does not match. It begins anew.',
    );
  });
});

describe('a subscriber that throws', () => {
  it('keeps nobody else from hearing', async () => {
    const errors: unknown[] = [];
    const world = new FakeWorld();
    const { kinds } = await watched(
      world,
      5000,
      {
        1000: (agent) => {
          agent.subscribe({
            sampled: () => {
              throw new Error('broken');
            },
          });
        },
      },
      { onError: (thrown) => errors.push(thrown) },
    );
    expect(kinds).toEqual([`adapter-came ${first}`]);
    expect(errors.length).toBeGreaterThan(0);
  });
});
