import { describe, expect, it } from 'vitest';
import { durationWords, numberWords, offsetWords, plural, rateWords, timesWords } from './quantity.ts';

describe('quantity', () => {
  it.each([
    [0, '0 s'],
    [0.0154, '15.4 ms'],
    [2.97581, '2.976 s'],
    [61, '61 s'],
    [192, '3 min 12 s'],
    [18_480, '5 h 8 min'],
    [273_600, '3 d 4 h'],
    [-120, '-2 min'],
    [Number.POSITIVE_INFINITY, 'an unknown time'],
  ])('says %d seconds as %s', (seconds, words) => expect(durationWords(seconds)).toBe(words));

  it('groups digits', () => expect(numberWords(1234567.5)).toBe('1,234,567.5'));
  it('says how often', () => expect([1, 2, 1200].map(timesWords)).toEqual(['once', 'twice', '1,200 times']));
  it('counts nouns', () => expect([plural(1, 'reset'), plural(3, 'reset')]).toEqual(['1 reset', '3 resets']));
  it('rounds rates', () => expect([rateWords(306.867), rateWords(1 / 60)]).toEqual(['306.9', '0.01667']));
  it('says offsets to the millisecond, and long ones in words', () => {
    expect([offsetWords(0.0151), offsetWords(3700)]).toEqual(['+0.015 s', '+1 h 1 min']);
  });
});
