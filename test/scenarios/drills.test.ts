import { describe, expect, test } from 'vitest';
import { drill } from '../../src/lab/drill.ts';
import { faults, none } from '../../src/lab/faults/index.ts';
import { voices } from '../../src/lab/voices.ts';

const named = voices.map((voice) => [voice.name, voice] as const);

describe.each([none, ...faults])('the fault $name', (fault) => {
  test.each(named)('leads to what the catalogue says, driver %s', (_, voice) => {
    expect(drill(fault, { voice }).differences).toEqual([]);
  });
});

test('an adapter without a fault is healthy, whatever the driver', () => {
  const verdicts = voices.map((voice) => drill(none, { voice }).report.verdict);
  expect(verdicts).toEqual(voices.map(() => 'healthy'));
});

test('the same seed gives the same drill, and another a different one', () => {
  const [voice] = voices;
  const [fault] = faults;
  const evidence = (seed: number) => drill(fault!, { voice: voice!, seed }).evidence;
  expect(evidence(3)).toEqual(evidence(3));
  expect(evidence(4)).not.toEqual(evidence(3));
});
