import type { Observation } from '../observation.ts';
import type { SourceSummary } from '../source.ts';
import { type FakeHost, type FakeMachine, fakeHost } from './fakeHost.ts';
import { type ObserveOptions, observeHost } from './index.ts';

export interface Observed {
  readonly seen: readonly Observation[];
  readonly summaries: readonly SourceSummary[];
  readonly host: FakeHost;
  /** The sentences about what could not be seen. */
  readonly unseen: readonly string[];
}

/** The moment at which made-up machines are looked at, a day after they were booted. */
export const now = () => new Date('2026-11-23T12:00:00Z');

/** What is seen on a made-up machine. For tests. */
export const observed = async (machine: FakeMachine, options: Partial<ObserveOptions> = {}): Promise<Observed> => {
  const seen: Observation[] = [];
  const host = fakeHost(machine);
  const summaries = await observeHost((one) => seen.push(one), { now, imds: true, host, ...options });
  return { seen, summaries, host, unseen: seen.flatMap((one) => (one.kind === 'unseen' ? [one.what] : [])) };
};

/** The observations of one kind. */
export const ofKind = <Kind extends Observation['kind']>(
  { seen }: Observed,
  kind: Kind,
): Extract<Observation, { kind: Kind }>[] =>
  seen.filter((one): one is Extract<Observation, { kind: Kind }> => one.kind === kind);
