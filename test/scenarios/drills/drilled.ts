import { describe, expect, test } from 'vitest';
import { drill } from '../../../src/lab/drill.ts';
import { faults, none } from '../../../src/lab/faults/index.ts';
import type { Voice } from '../../../src/lab/voices.ts';

/** Tests that every fault leads to what the catalogue says, on each of these drivers. They take minutes: a file for some of them. */
export const testDrills = (voices: readonly Voice[]): void => {
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
};
