import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../test/fixtures/sections/${name}`, import.meta.url), 'utf8');

describe('vmstat', () => {
  it('tells the time since boot from the worst interval', () => {
    const seen = readSections(fixture('top-vmstat.txt')).slice(2);
    expect(seen).toMatchObject([
      { steal: 0, idle: 98, span: 'since-boot' },
      { steal: 30, idle: 25, span: 'interval' },
    ]);
  });

  it('says nothing for a header alone', () => {
    expect(readSections(' r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st')).toEqual(
      [],
    );
  });
});
