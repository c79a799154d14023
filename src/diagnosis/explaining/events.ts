import { type EventId, events } from '../../spec/events/index.ts';
import { ignoreList } from '../../spec/ignoreList.ts';
import { knownBugs } from '../../spec/knownBugs.ts';
import type { Message } from '../../spec/message.ts';
import { resetReasons } from '../../spec/resetReasons.ts';
import { rangeInWords } from '../../spec/versions.ts';
import { type Explanation, fact, keyOf, type Topic } from './explanation.ts';

/** A line of a log that some driver or kernel prints, and the values in it. */
export interface MatchedLine {
  readonly message: Message;
  readonly values: Readonly<Record<string, number | string>>;
}

const judged = { benign: 'harmless', warn: 'worth a look', error: 'something failed' } as const;
const speakers: Readonly<Record<Message['speaker'], string>> = {
  linux: 'the Linux driver of ENA',
  dpdk: 'the DPDK driver of ENA',
  freebsd: 'the FreeBSD driver of ENA',
  kernel: 'the kernel',
  efa: 'the EFA driver, which is not ENA’s',
};

const paragraphsOf = (id: EventId): readonly string[] => {
  const { meaning, cause, action } = events[id];
  const ignored = ignoreList.filter(({ event }) => event === id);
  return [
    meaning,
    `Why: ${cause}`,
    `What to do: ${action}`,
    ...ignored.map(
      ({ page, unless }) =>
        `AWS’s page lists "${page}" among the lines to ignore${unless ? `, unless ${unless}` : ''}.`,
    ),
  ];
};

const seeAlsoOf = (id: EventId): readonly string[] => [
  ...resetReasons.filter((reason) => reason.events.includes(id)).map(({ number }) => `reset ${number}`),
  ...knownBugs
    .filter(({ shows }) => shows.some((sign) => 'event' in sign && sign.event === id))
    .map(({ name }) => name),
];

const explanationOf = (id: EventId): Explanation => ({
  kind: 'event',
  name: id,
  title: events[id].title,
  paragraphs: paragraphsOf(id),
  facts: [...fact('By itself', judged[events[id].judgement]), ...fact('Belongs to', events[id].subsystem)],
  seeAlso: seeAlsoOf(id),
});

/** What a line says, which releases print it in these words, and what its values mean. */
export const explainLine = ({ message, values }: MatchedLine): Explanation => ({
  kind: 'log-line',
  name: message.event,
  title: events[message.event].title,
  paragraphs: [...paragraphsOf(message.event), ...(message.note ? [message.note] : [])],
  facts: [
    ...fact('Printed by', speakers[message.speaker]),
    ...fact('Level', message.debugOnly ? `${message.level}, only with debugging on` : message.level),
    ...fact('Releases', message.releases && rangeInWords(message.releases)),
    ...fact('Upstream kernels', message.kernels && rangeInWords(message.kernels)),
    ...fact('Silent by default in', message.hidden),
    ...fact('By itself', judged[events[message.event].judgement]),
    ...Object.entries(values).map(([name, value]) => [name, String(value)] as const),
  ],
  seeAlso: seeAlsoOf(message.event),
});

const ids = Object.keys(events) as EventId[];
const byKey = new Map(ids.map((id) => [keyOf(id), id]));

export const eventTopic: Topic = {
  kind: 'event',
  qualifiers: ['event'],
  all: () => ids.map(explanationOf),
  about: (word) => {
    const id = byKey.get(keyOf(word));
    return id === undefined ? [] : [explanationOf(id)];
  },
};
