import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../test/fixtures/sections/${name}`, import.meta.url), 'utf8');

describe("EC2Rescue's enadiag", () => {
  it('reads the counters it names', () => {
    const [seen] = readSections(fixture('rescue-enadiag.txt'));
    expect(seen).toMatchObject({ kind: 'counters', family: 'linux', interface: 'eth0' });
    expect(seen?.kind === 'counters' && [...seen.values].map(([name, { value }]) => [name, value])).toEqual([
      ['bw_in_allowance_exceeded', 472],
      ['pps_allowance_exceeded', 173],
    ]);
  });

  it('says nothing for a head line alone', () => {
    expect(readSections('module run/enadiag [FAILURE] ENA problems found on eth0.')).toEqual([]);
  });
});
