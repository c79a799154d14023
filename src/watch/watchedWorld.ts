import { type Agent, openAgent } from './agent.ts';
import type { AgentOptions } from './agentOptions.ts';
import type { AgentState } from './agentState.ts';
import type { FakeWorld } from './fakeWorld.ts';
import type { Told } from './happening.ts';
import type { StateStore } from './stateFile.ts';

/** A state that is kept in memory. */
export const memory = (): StateStore & { state: AgentState | undefined } => ({
  state: undefined,
  async load() {
    return this.state;
  },
  async save(state) {
    this.state = structuredClone(state);
  },
});

/** Lets an agent run on a made-up machine for a while; at times since its start, things happen there. For tests. */
export const watched = async (
  world: FakeWorld,
  forMs: number,
  events: Readonly<Record<number, (agent: Agent) => void>> = {},
  options: Partial<AgentOptions> = {},
) => {
  const told: Told[] = [];
  const agent = await openAgent({ host: world.host(), now: world.now, random: () => 0, ...options });
  agent.subscribe({ happened: (each) => told.push(each) });
  const stop = new AbortController();
  const beginMs = world.uptimeMs;
  const left = Object.entries(events).map(([afterMs, happen]) => ({ atMs: beginMs + Number(afterMs), happen }));
  world.nextMs = () => Math.min(...left.map(({ atMs }) => atMs));
  world.onSleep = (uptimeMs) => {
    for (const due of left.filter(({ atMs }) => atMs <= uptimeMs)) {
      left.splice(left.indexOf(due), 1);
      due.happen(agent);
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
