import type { Adapters } from '../adapters.ts';
import type { Loads } from '../loads.ts';
import { printMoment, roundSeconds, secondsBetween } from '../moment.ts';
import type { Pressure } from '../pressure.ts';
import type { Incident, Step } from '../report.ts';
import { blameFor } from './blame.ts';
import { reasonOf } from './reason.ts';
import { outcomeOf, type Seen, type Story } from './story.ts';
import { stepWords } from './words.ts';

/** The finding that a reset reason is. Reason 0 is a planned renegotiation: no finding at all. */
const findingOfReason: Readonly<Record<number, string>> = {
  1: 'keep-alive-timeout',
  2: 'admin-queue-not-running',
  3: 'tx-completion-missing',
  4: 'bad-rx-req-id',
  5: 'bad-tx-req-id',
  6: 'rx-too-many-descriptors',
  7: 'device-init-failed',
  8: 'driver-invalid-state',
  10: 'tx-timeout-netdev-watchdog',
  14: 'missed-interrupt',
  15: 'napi-starvation',
  16: 'rx-descriptor-malformed',
  17: 'tx-descriptor-malformed',
  18: 'missed-admin-interrupt',
  19: 'device-requested-reset',
  20: 'missed-interrupt',
};

/** A missing completion stops the queue: the command is the cause, the stopped queue its sign. */
const causeOf = (story: Story, reason: number | undefined): string => {
  if (reason === undefined) return 'unknown';
  if (reason === 2 && (story.causes.has('admin-completion-missing') || story.causes.has('admin-polling-timeout')))
    return 'admin-queue-timeout';
  if (reason === 0) return 'capabilities-refresh';
  return findingOfReason[reason] ?? 'unknown';
};

/** The story as the report tells it. `findings` are its cause and what came of it. */
export const tellStory = (story: Story, around: { adapters: Adapters; pressure: Pressure; loads: Loads }): Incident => {
  const { adapters } = around;
  const reason = reasonOf(story, adapters.versionOf(story.adapter).version);
  const blamed = blameFor(story, reason?.means, around);
  const outcome = outcomeOf(story);
  const cause = causeOf(story, reason?.means);
  const begin = printMoment(story.begin.when);
  const end = printMoment(story.last.when);
  const duration = secondsBetween(story.begin.when, story.last.when);
  const result = outcome === 'failed' ? 'reset-failed' : 'device-reset';
  return {
    ...(story.adapter !== undefined && { adapter: adapters.nameOf(story.adapter) }),
    ...(begin !== undefined && { begin }),
    ...(end !== undefined && { end }),
    ...(duration !== undefined && { durationSeconds: roundSeconds(duration) }),
    cause,
    ...(reason !== undefined && { resetReason: reason.number, reasonKnownFrom: reason.knownFrom }),
    blame: blamed.blame,
    blameKnownFrom: blamed.knownFrom,
    outcome,
    findings: cause === 'unknown' || cause === 'capabilities-refresh' ? [result] : [cause, result],
    steps: story.steps.map((seen) => tellStep(seen, story)),
    counters: Object.fromEntries(
      [...story.dump]
        .filter(([, { value }]) => value > 0)
        .slice(0, 200)
        .map(([name, { value }]) => [name, value]),
    ),
  };
};

const tellStep = (seen: Seen, story: Story): Step => {
  const time = printMoment(seen.when);
  const after = secondsBetween(story.begin.when, seen.when);
  return {
    ...(time !== undefined && { time }),
    ...(after !== undefined && { afterSeconds: roundSeconds(after) }),
    what: stepWords(seen, story.counts.get(seen.event) ?? 1),
    place: seen.place,
  };
};
