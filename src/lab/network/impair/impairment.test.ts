import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BadNotation } from '../badNotation.ts';
import { flawless, impairmentWords, parseImpairment } from './impairment.ts';

describe('the notation of bad wires', () => {
  test('reads what the help shows', () => {
    expect(parseImpairment('loss=1%,delay=20ms,jitter=5ms,rate=100M')).toEqual({
      ...flawless,
      loss: 0.01,
      delayNs: 20e6,
      jitterNs: 5e6,
      bitsPerSecond: 100e6,
    });
    expect(parseImpairment('reorder=25%,delay=500us,duplicate=0.5%,queue=10,seed=7')).toEqual({
      ...flawless,
      reorder: 0.25,
      delayNs: 5e5,
      duplicate: 0.005,
      queueFrames: 10,
      seed: 7,
    });
  });

  test.each([
    ['', '"" is not WORD=VALUE with one of loss, duplicate'],
    ['los=1%', '"los=1%" is not WORD=VALUE'],
    ['loss=1', '"loss=1" is not a share such as 1%'],
    ['loss=101%', 'at most 100%'],
    ['loss=1%,loss=2%', 'loss was said before'],
    ['delay=20', 'a time such as 20ms'],
    ['delay=2h', 'a time such as 20ms'],
    ['rate=0', 'a rate'],
    ['rate=fast', 'bits per second such as'],
    ['queue=1e9', 'a number of frames'],
    ['reorder=5%', 'reorder needs a delay'],
    ['constructor=1', 'WORD=VALUE'],
    ['delay=1toString', 'a time such as 20ms'],
  ])('refuses %j and says why', (text, why) => {
    expect(() => parseImpairment(text)).toThrow(BadNotation);
    expect(() => parseImpairment(text)).toThrow(why);
  });

  test('refuses or reads, whatever is written', () => {
    const word = fc.constantFrom(...impairmentWords, 'x', '');
    const part = fc.tuple(word, fc.string({ maxLength: 8 })).map(([key, value]) => `${key}=${value}`);
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
        try {
          expect(Object.values(parseImpairment(parts.join(','))).every((value) => value >= 0)).toBe(true);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(BadNotation);
        }
      }),
    );
  });
});
