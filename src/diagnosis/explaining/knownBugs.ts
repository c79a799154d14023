import { type KnownBug, knownBugs, type Sign } from '../../spec/knownBugs.ts';
import { rangeInWords } from '../../spec/versions.ts';
import { type Explanation, fact, keyOf, type Topic } from './explanation.ts';

const signName = (sign: Sign): string => ('event' in sign ? sign.event : 'frame' in sign ? sign.frame : sign.statistic);

const explanationOf = (bug: KnownBug): Explanation => ({
  kind: 'known-bug',
  name: bug.name,
  title: `known defect of the ${{ linux: 'Linux', dpdk: 'DPDK', freebsd: 'FreeBSD' }[bug.driver]} driver`,
  paragraphs: [
    bug.symptom,
    ...(bug.note ? [bug.note] : []),
    bug.fixedIn ? `Release ${bug.fixedIn} or later does not have it.` : 'No release has mended it yet.',
  ],
  facts: [
    ...fact('Releases', rangeInWords(bug.affected)),
    ...fact('Upstream kernels', bug.kernels && rangeInWords(bug.kernels)),
    ...fact('Harm', bug.effect === 'display' ? 'only what is printed misleads' : undefined),
    ...fact('Shows as', bug.shows.map(signName).join(' and ') || 'no line and no counter'),
  ],
  seeAlso: bug.shows.filter((sign) => !('frame' in sign)).map(signName),
});

export const knownBugTopic: Topic = {
  kind: 'known-bug',
  qualifiers: ['bug', 'known-driver-bug'],
  all: () => knownBugs.map(explanationOf),
  about: (word) => {
    const key = keyOf(word.replace(/^known-driver-bug:/, ''));
    return knownBugs.filter((bug) => keyOf(bug.name) === key).map(explanationOf);
  },
};
