import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { needles } from '../src/spec/needles.ts';
import type { Contestant } from './contest.ts';

/** What a user would take instead: the same literals, searched by grep and by ripgrep, counted and printed. */
export const literalSearches = (log: string, folder: string): Contestant[] => {
  const list = join(folder, 'needles');
  writeFileSync(list, needles.map((needle) => `${needle}\n`).join(''));
  const env = { LC_ALL: 'C' };
  return [
    { name: 'ripgrep, counting', command: ['rg', '-c', '-F', '-f', list, log] },
    { name: 'ripgrep, printing', command: ['rg', '-N', '-F', '-f', list, log] },
    { name: 'grep, counting', command: ['grep', '-c', '-F', '-f', list, log], env },
    { name: 'grep, printing', command: ['grep', '-F', '-f', list, log], env },
  ];
};
