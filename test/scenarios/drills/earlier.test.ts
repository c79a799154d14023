import { expect, test } from 'vitest';
import { drill } from '../../../src/lab/drill.ts';
import { faults } from '../../../src/lab/faults/index.ts';
import { voices } from '../../../src/lab/voices.ts';
import { testDrills } from './drilled.ts';

testDrills(voices.slice(0, 4));

test('the same seed gives the same drill, and another a different one', () => {
  const [voice] = voices;
  const [fault] = faults;
  const evidence = (seed: number) => drill(fault!, { voice: voice!, seed }).evidence;
  expect(evidence(3)).toEqual(evidence(3));
  expect(evidence(4)).not.toEqual(evidence(3));
});
