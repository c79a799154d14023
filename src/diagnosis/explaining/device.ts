import { registerOffsets } from '../../spec/registerOffsets.ts';
import { subOptimalCodes, subOptimalSince } from '../../spec/subOptimal.ts';
import { type Explanation, fact, keyOf, numberOf, type Topic } from './explanation.ts';

const ofRegister = ({ offset, name, meaning }: (typeof registerOffsets)[number]): Explanation => ({
  kind: 'register',
  name: `offset ${offset}`,
  title: `register at offset ${offset} (0x${offset.toString(16)}): ${name}`,
  paragraphs: [meaning],
  facts: [],
  seeAlso: [],
});

const ofCode = ({ code, title, meaning, advice }: (typeof subOptimalCodes)[number]): Explanation => ({
  kind: 'sub-optimal-code',
  name: `code ${code}`,
  title: `sub-optimal configuration ${code}: ${title}`,
  paragraphs: [meaning, advice],
  facts: fact('Printed since', subOptimalSince),
  seeAlso: [`suboptimal-configuration:${code}`],
});

export const registerTopic: Topic = {
  kind: 'register',
  qualifiers: ['offset', 'register'],
  all: () => registerOffsets.map(ofRegister),
  about: (word) =>
    registerOffsets.filter((row) => row.offset === numberOf(word) || keyOf(row.name) === keyOf(word)).map(ofRegister),
};

export const subOptimalTopic: Topic = {
  kind: 'sub-optimal-code',
  qualifiers: ['code', 'notification', 'sub-optimal', 'suboptimal'],
  all: () => subOptimalCodes.map(ofCode),
  about: (word) => subOptimalCodes.filter((row) => row.code === numberOf(word)).map(ofCode),
};
