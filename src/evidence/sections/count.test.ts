import { describe, expect, it } from 'vitest';
import { parseCount } from './count.ts';

describe('parseCount', () => {
  it.each([
    ['19731631', 19_731_631],
    ['19 731 631', 19_731_631],
    ['19\u00a0731\u00a0631', 19_731_631],
    ['19\u202f731', 19_731],
    ['12,751,829 pkts  (100.0%)', 12_751_829],
    ["1'000", 1_000],
    ['601.984', 601_984],
    ['52 pkts', 52],
    ['5,', 5],
    ['1.2751829e+07', 12_751_829],
    ['0', 0],
  ])('reads %j', (text, value) => {
    expect(parseCount(text)).toBe(value);
  });

  it.each(['12.5', '05.0', '0x10', 'n/a', '', '5G', '-5', '1,23'])('takes %j for no count', (text) => {
    expect(parseCount(text)).toBeUndefined();
  });
});
