import { describe, expect, it } from 'vitest';
import { openAgent } from './agent.ts';
import type { AgentOptions } from './agentOptions.ts';
import type { AgentState } from './agentState.ts';
import { FakeWorld } from './fakeWorld.ts';
import type { Told } from './happening.ts';
import type { StateStore } from './stateFile.ts';

const second = 1000;
const minute = 60 * second;

const silence = ['ena 0000:00:05.0 eth0: Keep alive watchdog timeout.', 'ena 0000:00:05.0 eth0: Trigger reset is on'];
const recovery =
  'ena 0000:00:05.0: Device reset completed successfully, Driver info: Elastic Network Adapter (ENA) v2.12.0g';

/** A state that is kept in memory. */
const memory = (): StateStore & { state: AgentState | undefined } => ({
  state: undefined,
  async load() {
    return this.state;
  },
  async save(state) {
    this.state = structuredClone(state);
  },
});

/** Lets an agent run on a made-up machine for a while; at times since its start, things happen there. */
const watched = async (
  world: FakeWorld,
  forMs: number,
  events: Readonly<Record<number, () => void>> = {},
  options: Partial<AgentOptions> = {},
) => {
  const told: Told[] = [];
  const agent = await openAgent({ host: world.host(), now: world.now, random: () => 0, ...options });
  agent.subscribe({ happened: (each) => told.push(each) });
  const stop = new AbortController();
  const beginMs = world.uptimeMs;
  const left = Object.entries(events).map(([afterMs, happen]) => ({ atMs: beginMs + Number(afterMs), happen }));
  world.onSleep = (uptimeMs) => {
    for (const due of left.filter(({ atMs }) => atMs <= uptimeMs)) {
      left.splice(left.indexOf(due), 1);
      due.happen();
    }
    if (uptimeMs - beginMs >= forMs) stop.abort();
  };
  await agent.run(stop.signal);
  await agent.close();
  return { told, agent, kinds: told.map(nameOf) };
};

const nameOf = (each: Told): string => {
  if ('problem' in each) return `${each.kind} ${each.problem.finding.id}`;
  if ('adapter' in each) return `${each.kind} ${each.adapter}`;
  return each.kind === 'blind' ? `blind: ${each.what}` : each.kind;
};

const came = 'adapter-came 0000:00:05.0';

describe('an agent on a machine that is well', () => {
  it('tells who is there, and nothing else for a day', async () => {
    const { kinds, agent } = await watched(new FakeWorld(), 24 * 60 * minute);
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
});
