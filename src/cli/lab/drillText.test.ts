import { describe, expect, test } from 'vitest';
import { createPalette } from '../render/terminal/paint.ts';
import { textWidth } from '../render/text.ts';
import { drillOf } from './drillOf.ts';
import { drillText } from './drillText.ts';

const drill = drillOf('FAULT', 'cpu-starvation', { driver: '2.12.0' });
const textAt = (width: number) => drillText(drill, width, createPalette(false)).split('\n');

describe('a drill on a terminal', () => {
  test.each([40, 80, 120, 200])('keeps within %i columns', (width) => {
    expect(Math.max(...textAt(width).map(textWidth))).toBeLessThanOrEqual(width);
  });

  test('stands in three columns where there is room', () => {
    expect(textAt(160)[0]).toMatch(/^Injected +Logged and counted +Concluded by the doctor$/);
  });

  test('stands in one where there is not', () => {
    expect(textAt(80).filter((line) => /^[A-Z]/.test(line))).toEqual([
      'Injected',
      'Logged and counted',
      'Concluded by the doctor',
      'This is the truth.',
    ]);
  });

  test('tells of lines that differ in numbers only once', () => {
    expect(textAt(200).join(' ')).toMatch(/and \d+ like it/);
  });
});
