import { describe, expect, it } from 'vitest';
import { examineText } from '../../../test/scenarios/examine.ts';
import { findings } from './index.ts';

/** Findings that need more than a text to show themselves; their own tests stand elsewhere. */
const withoutExample = findings.filter(({ examples }) => examples.length === 0).map(({ id }) => id);

describe.each(findings.map((row) => [row.id, row] as const))('finding %s', (id, row) => {
  it.each(row.examples)('is found in: %s', async (example) => {
    const { report } = await examineText(example);
    expect(report.findings.map((finding) => finding.id.split(':')[0])).toContain(id.split(':')[0]);
  });

  it.each(row.counterexamples ?? [])('is not found in: %s', async (counterexample) => {
    const { ids } = await examineText(counterexample);
    expect([...ids]).not.toContain(id);
  });

  it('tells its meaning without a value that is not there', () => {
    const meaning = typeof row.meaning === 'string' ? row.meaning : row.meaning({});
    expect(meaning).not.toMatch(/undefined|NaN|\[object/);
    expect(row.advice.length).toBeGreaterThan(0);
  });
});

it('has an example for every finding but those proven by whole stories', () => {
  expect(withoutExample).toEqual([]);
});
