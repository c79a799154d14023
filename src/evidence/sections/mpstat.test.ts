import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../test/fixtures/sections/${name}`, import.meta.url), 'utf8');

describe('mpstat', () => {
  it('tells the worst sample and the average of each CPU', () => {
    const seen = readSections(fixture('mpstat.txt')).filter(({ kind }) => kind === 'cpu');
    expect(seen).toMatchObject([
      { steal: 12, softirq: 1, idle: 75, span: 'interval', place: { line: 5 } },
      { steal: 6, span: 'interval', place: { line: 13 } },
      { cpu: 0, steal: 24, place: { line: 6 } },
      { cpu: 0, steal: 12, place: { line: 14 } },
    ]);
  });

  it('reads a single sample as the time since boot, in any locale', () => {
    const text = [
      '19:01:17     CPU    %usr   %nice    %sys %iowait    %irq   %soft  %steal  %guest  %gnice   %idle',
      '19:01:17     all    1,00    0,00    0,50    0,00    0,00    0,25    3,50    0,00    0,00   94,75',
    ].join('\n');
    expect(readSections(text)).toMatchObject([{ steal: 3.5, softirq: 0.25, idle: 94.75, span: 'since-boot' }]);
  });
});
