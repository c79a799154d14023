import {
  lastPlainReason,
  type ResetBlame,
  type ResetReason,
  resetReasons,
  substituteReason,
} from '../../spec/resetReasons.ts';
import { type Explanation, fact, keyOf, numberOf, type Topic } from './explanation.ts';

const blamed: Readonly<Record<ResetBlame, string>> = {
  device: 'the device',
  'guest-cpu': 'the guest: its CPUs or interrupts',
  driver: 'the driver',
  unknown: 'not told by the reason alone',
  none: 'nobody: it was asked for',
};

const explanationOf = (reason: ResetReason): Explanation => ({
  kind: 'reset-reason',
  name: `reset ${reason.number}`,
  title: `reset reason ${reason.number}: ${reason.name}`,
  paragraphs: [
    reason.meaning,
    `Who is to blame: ${blamed[reason.blame]}. ${reason.blamedBecause}`,
    ...(reason.number > lastPlainReason
      ? [`A device without extended reset reasons is sent ${substituteReason} (generic) instead.`]
      : []),
  ],
  facts: [
    ...fact('In the driver', reason.driverName),
    ...fact('Known since', reason.since),
    ...fact('Counted by', reason.counter && `${reason.counter.statistic} (since ${reason.counter.since})`),
    ...fact('Shows in the log as', reason.events.join(', ')),
  ],
  seeAlso: [...(reason.counter ? [reason.counter.statistic] : []), ...reason.events],
});

const prefix = /^ena_regs_reset_/;

export const resetTopic: Topic = {
  kind: 'reset-reason',
  qualifiers: ['reset', 'reason', 'reset-reason'],
  all: () => resetReasons.map(explanationOf),
  about: (word) => {
    const number = numberOf(word);
    const key = keyOf(word).replace(prefix, '');
    return resetReasons
      .filter(
        (row) => row.number === number || keyOf(row.name) === key || keyOf(row.driverName).replace(prefix, '') === key,
      )
      .map(explanationOf);
  },
};
