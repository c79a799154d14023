import { describe, expect, it } from 'vitest';
import { FakeWorld } from './fakeWorld.ts';
import { memory, watched } from './watchedWorld.ts';

const second = 1000;
const minute = 60 * second;

const silence = ['ena 0000:00:05.0 eth0: Keep alive watchdog timeout.', 'ena 0000:00:05.0 eth0: Trigger reset is on'];
const recovery =
  'ena 0000:00:05.0: Device reset completed successfully, Driver info: Elastic Network Adapter (ENA) v2.12.0g';

const came = 'adapter-came 0000:00:05.0';

describe('an agent on a machine that is well', () => {
  it('tells who is there, and nothing else for hours', async () => {
    const { kinds, agent } = await watched(new FakeWorld(), 6 * 60 * minute);
    expect(kinds).toEqual([came]);
    expect([agent.problems, agent.incidents, agent.blind]).toEqual([[], [], []]);
    expect(agent.host).toMatchObject({ kernel: '6.12.40-63.114.amzn2023.x86_64', instanceType: 'c7i.large' });
    expect(agent.adapters).toMatchObject([
      { pci: '0000:00:05.0', interfaces: ['eth0'], driver: { name: 'ena', version: '2.13.0g' } },
    ]);
  });
});

describe('a reset', () => {
  it('is told once, although the agent is killed and started again while it goes on', async () => {
    const world = new FakeWorld();
    const state = memory();
    const first = await watched(world, 20_000, { 10000: () => silence.map((line) => world.log(line)) }, { state });
    expect(first.kinds).toContain('incident-opened');
    const later = await watched(world, 3 * minute, { 2000: () => world.log(recovery) }, { state });
    expect(later.kinds.filter((kind) => kind.includes('opened') || kind === came)).toEqual([]);
    expect(later.kinds).toContain('incident-closed');
  });

  it('is opened within a second of its first line, and closed with its outcome', async () => {
    const world = new FakeWorld();
    const { told, kinds } = await watched(world, 3 * minute, {
      10000: () => silence.map((line) => world.log(line)),
      11000: () => world.log(recovery),
    });
    expect(kinds).toEqual([
      came,
      'incident-opened',
      'problem-opened keep-alive-timeout',
      'problem-opened device-reset',
      'incident-closed',
      'problem-changed device-reset',
      'problem-closed keep-alive-timeout',
      'problem-closed device-reset',
    ]);
    expect(told[1]!.atMs - told[0]!.atMs).toBeLessThanOrEqual(10 * second);
    expect(told[4]).toMatchObject({ incident: { incident: { outcome: 'recovered', adapter: '0000:00:05.0' } } });
  });

  it('is told as soon as its first lines are there, between two rounds too', async () => {
    const world = new FakeWorld();
    const events = { 12345: () => silence.map((line) => world.log(line)) };
    const { told } = await watched(world, minute, events, { intervalMs: 10_000 });
    expect(told[1]!.atMs - told[0]!.atMs).toBe(12_345 + 50);
  });

  it('is told while what the driver logs of it is still being read, on a processor that is slow', async () => {
    const world = new FakeWorld();
    const { openRecords, ...host } = world.host();
    const slow: typeof openRecords = (path) => {
      const device = openRecords(path);
      const read: typeof device.read = (mostBytes) => {
        const record = device.read(mostBytes);
        world.uptimeMs += 10;
        return record;
      };
      return { ...device, read };
    };
    const dump = Array.from({ length: 200 }, (_, i) => `ena 0000:00:05.0 eth0: queue_${i}_tx_cnt: ${i}`);
    const events = { 12345: () => [...silence, ...dump].map((line) => world.log(line)) };
    const { told } = await watched(world, minute, events, { host: { ...host, openRecords: slow } });
    expect(told[1]).toMatchObject({ kind: 'incident-opened' });
    expect(told[1]!.atMs - told[0]!.atMs).toBeLessThan(12_345 + 150);
  });

  /** The driver lets who asks for its counters wait until they may have them, while it is reset. */
  const waitsFor = (world: FakeWorld, until: Promise<void>) => {
    const { openEthtool, ...host } = world.host();
    const slow = async () => {
      const ethtool = await openEthtool();
      const sample: typeof ethtool.sample = async (...asked) => {
        const { counters } = world.adapters.get('0000:00:05.0')!;
        if (world.uptimeMs % minute === 30_000 && counters.get('wd_expired') === 0) {
          counters.set('wd_expired', 1);
          for (const line of silence) world.log(line);
          await until;
        }
        return ethtool.sample(...asked);
      };
      return { ...ethtool, sample };
    };
    return { ...host, openEthtool: slow };
  };

  it('that keeps the counters waiting is told while they wait, with what the log says of it', async () => {
    const world = new FakeWorld();
    const { promise, resolve } = Promise.withResolvers<void>();
    const recovers = () => {
      world.log(recovery);
      resolve();
    };
    const events = { 32000: recovers };
    const { told, kinds } = await watched(world, 2 * minute, events, { host: waitsFor(world, promise) });
    expect(kinds.slice(0, 6)).toEqual([
      came,
      'incident-opened',
      'problem-opened keep-alive-timeout',
      'problem-opened device-reset',
      'incident-closed',
      'problem-changed device-reset',
    ]);
    expect(told[1]!.atMs - told[0]!.atMs).toBe(30_050);
    expect(told[4]!.atMs - told[0]!.atMs).toBe(32_000);
  });

  it('that never lets go of the counters is told, and the agent can be stopped all the same', async () => {
    const world = new FakeWorld();
    const never = new Promise<void>(() => {});
    const { kinds, agent } = await watched(world, 50 * second, {}, { host: waitsFor(world, never) });
    expect(kinds).toContain('incident-opened');
    expect(kinds.filter((kind) => kind.startsWith('blind'))).toHaveLength(1);
    expect(agent.blind).toEqual([expect.stringContaining('has not answered for 10 s')]);
  });
});
