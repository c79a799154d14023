import { describe, expect, it } from 'vitest';
import { examineText } from '../../../test/scenarios/examine.ts';
import type { InstanceSeen } from '../../evidence/ec2/instanceSeen.ts';
import { openDiagnosis } from '../diagnosis.ts';
import { findings } from './index.ts';
import { preflightFindings } from './preflight.ts';

const idsFrom = (seen: InstanceSeen): readonly string[] => {
  const { observe, report } = openDiagnosis();
  observe(seen);
  return report([]).findings.map((finding) => finding.id);
};

/** Findings that need more than a text to show themselves; their own tests stand elsewhere. */
const withoutExample = findings
  .filter(({ examples, seen = [] }) => examples.length + seen.length === 0)
  .map(({ id }) => id);

describe.each(findings.map((row) => [row.id, row] as const))('finding %s', (id, row) => {
  it.each(row.examples)('is found in: %s', async (example) => {
    const { report } = await examineText(example);
    expect(report.findings.map((finding) => finding.id.split(':')[0])).toContain(id.split(':')[0]);
  });

  it.each(row.counterexamples ?? [])('is not found in: %s', async (counterexample) => {
    const { ids } = await examineText(counterexample);
    expect([...ids]).not.toContain(id);
  });

  it.each((row.seen ?? []).map((seen) => [JSON.stringify(seen), seen] as const))('is found of %s', (_name, seen) => {
    expect(idsFrom(seen)).toContain(id);
  });

  it.each((row.unseen ?? []).map((seen) => [JSON.stringify(seen), seen] as const))(
    'is not found of %s',
    (_name, seen) => {
      expect(idsFrom(seen)).not.toContain(id);
    },
  );

  it('tells its meaning without a value that is not there', () => {
    const meaning = typeof row.meaning === 'string' ? row.meaning : row.meaning({});
    expect(meaning).not.toMatch(/undefined|NaN|\[object/);
    expect(row.advice.length).toBeGreaterThan(0);
  });
});

it('has an example for every finding but those of a tree of files, which preflight.test.ts holds', () => {
  expect(withoutExample).toEqual(preflightFindings.map(({ id }) => id));
});
