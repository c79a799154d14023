import { disagreements } from '../../spec/disagreements.ts';
import { knownBugs } from '../../spec/knownBugs.ts';
import { resetReasons } from '../../spec/resetReasons.ts';
import {
  findStatistic,
  type PrintedName,
  type Scope,
  type Statistic,
  statistics,
} from '../../spec/statistics/index.ts';
import { rangeInWords } from '../../spec/versions.ts';
import { type Explanation, fact, keyOf, type Topic } from './explanation.ts';

const owners: Readonly<Record<Scope, string>> = {
  adapter: 'the adapter',
  instance: 'the instance’s allowances',
  srd: 'ENA Express',
  phc: 'the hardware clock',
  admin: 'the admin queue',
  'tx-queue': 'a transmit queue',
  'rx-queue': 'a receive queue',
  'xdp-queue': 'a transmit queue of XDP',
};

/** A sentence after a colon: its first letter small, unless it begins an abbreviation such as IOMMU. */
const midSentence = (sentence: string): string =>
  /^[A-Z](?![A-Z])/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;

const namesIn = (names: readonly PrintedName[] | undefined): string | undefined =>
  names?.map(({ name, releases }) => `${name} (${rangeInWords(releases)})`).join(', ');

function explanationOf(statistic: Statistic): Explanation {
  const { id, name, page } = statistic;
  const reason = resetReasons.find(({ counter }) => counter?.statistic === id);
  const doubts = disagreements.filter(({ statistics: ids }) => ids?.includes(id));
  const bugs = knownBugs.filter(({ shows }) => shows.some((sign) => 'statistic' in sign && sign.statistic === id));
  return {
    kind: 'statistic',
    name,
    title: `${statistic.type} of ${owners[statistic.scope]}, in ${statistic.unit}`,
    paragraphs: [
      statistic.means,
      `When it rises: ${midSentence(statistic.rise)}`,
      `When to worry: ${midSentence(statistic.worry)}`,
      ...(page ? [`AWS’s page ${midSentence(page)}`] : []),
      ...doubts.map(({ consequence }) => `So: ${consequence}`),
    ],
    facts: [
      ...fact('Above zero', statistic.nonzero),
      ...fact('Linux releases', statistic.releases && rangeInWords(statistic.releases)),
      ...fact('Upstream kernels', statistic.kernels && rangeInWords(statistic.kernels)),
      ...fact('Earlier names', namesIn(statistic.aliases)),
      ...fact('DPDK', namesIn(statistic.dpdk)),
      ...fact('FreeBSD', namesIn(statistic.freebsd)),
    ],
    seeAlso: [...(reason ? [`reset ${reason.number}`] : []), ...bugs.map((bug) => bug.name)],
  };
}

/** Every spelling without queue numbers, and the short names that people use: `missed_tx` for both drivers' rows. */
const bySpelling = new Map<string, Set<Statistic>>();

const spell = (word: string, statistic: Statistic) => {
  const key = keyOf(word);
  bySpelling.set(key, (bySpelling.get(key) ?? new Set()).add(statistic));
};

for (const statistic of statistics) {
  const names = [statistic, ...(statistic.aliases ?? []), ...(statistic.dpdk ?? []), ...(statistic.freebsd ?? [])];
  spell(statistic.id, statistic);
  spell(statistic.id.replace(/^(?:[rt]x|ena_admin_q)_/, ''), statistic);
  for (const { name } of names) {
    spell(name, statistic);
    spell(name.replace(/^queue_N_(?:[rt]x_)?|^[rt]x_qN_|^.*\./, ''), statistic);
  }
}

const statisticsNamed = (word: string): readonly Statistic[] => {
  const printed = findStatistic(word) ?? findStatistic(word.toLowerCase());
  if (printed) return [printed.statistic];
  return [...(bySpelling.get(keyOf(word.replace(/:$/, ''))) ?? [])];
};

export const statisticTopic: Topic = {
  kind: 'statistic',
  qualifiers: ['counter', 'statistic', 'stat', 'metric'],
  all: () => statistics.map(explanationOf),
  about: (word) => statisticsNamed(word).map(explanationOf),
};
