import { type AdminOpcode, adminOpcodes } from '../../spec/adminOpcodes.ts';
import { type AdminStatus, adminStatuses } from '../../spec/adminStatuses.ts';
import { type Errno, errnos } from '../../spec/errnos.ts';
import { type Feature, features } from '../../spec/features.ts';
import { ignoreList } from '../../spec/ignoreList.ts';
import { type Explanation, fact, keyOf, numberOf, type Topic } from './explanation.ts';

const named = (row: { readonly name: string; readonly driverName: string }, key: string): boolean =>
  [row.name, row.driverName, row.driverName.replace(/^ENA_ADMIN_/, '')].some((name) => keyOf(name) === key);

const ofFeature = (feature: Feature): Explanation => ({
  kind: 'feature',
  name: `feature ${feature.id}`,
  title: `feature ${feature.id}: ${feature.name}`,
  paragraphs: [
    feature.meaning,
    `Where the device lacks it: ${feature.refusal}`,
    ...(feature.ignorable
      ? ['AWS’s page lists "Feature X isn’t supported" with this number among the lines to ignore.']
      : []),
  ],
  facts: [...fact('In the driver', feature.driverName), ...fact('Known since', feature.since)],
  seeAlso: feature.ignorable
    ? ignoreList.filter(({ page }) => page.startsWith('Feature')).map(({ event }) => event)
    : [],
});

const ofOpcode = (opcode: AdminOpcode): Explanation => ({
  kind: 'admin-opcode',
  name: `opcode ${opcode.number}`,
  title: `admin command ${opcode.number}: ${opcode.name}`,
  paragraphs: [opcode.meaning],
  facts: fact('In the driver', opcode.driverName),
  seeAlso: [],
});

const ofStatus = (status: AdminStatus): Explanation => ({
  kind: 'admin-status',
  name: `status ${status.number}`,
  title: `status ${status.number} of an admin command: ${status.name}`,
  paragraphs: [status.meaning],
  facts: [...fact('In the driver', status.driverName), ...fact('Error number in Linux', status.errno)],
  seeAlso: status.errno ? [status.errno] : [],
});

const ofErrno = (errno: Errno): Explanation => ({
  kind: 'errno',
  name: errno.name,
  title: `error ${-errno.number}: ${errno.name}`,
  paragraphs: [errno.meaning],
  facts: [],
  seeAlso: adminStatuses.filter((status) => status.errno === errno.name).map(({ number }) => `status ${number}`),
});

export const featureTopic: Topic = {
  kind: 'feature',
  qualifiers: ['feature'],
  all: () => features.map(ofFeature),
  about: (word) => features.filter((row) => row.id === numberOf(word) || named(row, keyOf(word))).map(ofFeature),
};

export const opcodeTopic: Topic = {
  kind: 'admin-opcode',
  qualifiers: ['opcode', 'cmd', 'command'],
  all: () => adminOpcodes.map(ofOpcode),
  about: (word) => adminOpcodes.filter((row) => row.number === numberOf(word) || named(row, keyOf(word))).map(ofOpcode),
};

export const statusTopic: Topic = {
  kind: 'admin-status',
  qualifiers: ['status'],
  all: () => adminStatuses.map(ofStatus),
  about: (word) =>
    adminStatuses.filter((row) => row.number === numberOf(word) || named(row, keyOf(word))).map(ofStatus),
};

export const errnoTopic: Topic = {
  kind: 'errno',
  qualifiers: ['errno', 'error', 'err', 'rc', 'ret'],
  all: () => errnos.map(ofErrno),
  about: (word) => {
    const number = numberOf(word);
    const found = errnos.filter(
      (row) => (number !== undefined && row.number === Math.abs(number)) || row.name === word.toUpperCase(),
    );
    return found.map(ofErrno);
  },
};
