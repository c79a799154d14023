import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../test/fixtures/sections/${name}`, import.meta.url), 'utf8');

describe('/proc/stat', () => {
  it('gives shares of the time since boot', () => {
    expect(readSections(fixture('proc-stat.txt'))).toMatchObject([
      { kind: 'cpu', steal: 5, softirq: 5, idle: 70, span: 'since-boot' },
      { kind: 'cpu', cpu: 0 },
    ]);
  });

  it('survives a CPU that never ran', () => {
    expect(readSections('cpu0 0 0 0 0 0 0 0 0 0 0')).toMatchObject([{ cpu: 0, steal: 0, idle: 0 }]);
  });
});
