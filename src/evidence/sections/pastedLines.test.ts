import { describe, expect, it } from 'vitest';
import { PastedLines } from './pastedLines.ts';

/** What is left of the last of these lines. */
function cleaned(...lines: readonly string[]): string | undefined {
  const pasted = new PastedLines();
  return lines.map((text, at) => pasted.clean({ text, number: at + 1 }).text).at(-1);
}

describe('PastedLines', () => {
  it.each([
    ['driver: ena\r', 'driver: ena'],
    ['> driver: ena', 'driver: ena'],
    ['>> > driver: ena', 'driver: ena'],
    ['\u001b[1;32mdriver\u001b[0m: ena', 'driver: ena'],
  ])('takes what does not belong to it from %j', (text, rest) => {
    expect(cleaned(text)).toBe(rest);
  });

  it('keeps the second half of a diff as it is', () => {
    expect(cleaned('< wd_expired: 1', '---', '> wd_expired: 2')).toBe('> wd_expired: 2');
  });

  it('takes quotation marks away again after a diff', () => {
    expect(cleaned('< wd_expired: 1', 'And then:', '> wd_expired: 2')).toBe('wd_expired: 2');
  });

  it('hands on a plain line itself', () => {
    const line = { text: 'driver: ena', number: 1 };
    expect(new PastedLines().clean(line)).toBe(line);
  });
});
