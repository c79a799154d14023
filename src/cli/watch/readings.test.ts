import { describe, expect, test } from 'vitest';
import { BadValue } from '../errors.ts';
import { readHttpUrl } from '../httpUrl.ts';
import { readAddress } from './address.ts';
import { readSizeBytes } from './size.ts';

describe('an address', () => {
  test.each([
    ['9362', '127.0.0.1', 9362],
    ['0.0.0.0:9362', '0.0.0.0', 9362],
    ['localhost:0', 'localhost', 0],
    ['[::]:9362', '::', 9362],
  ])('%s', (text, host, port) => {
    expect(readAddress('--prometheus', text)).toEqual({ host, port });
  });

  test.each(['', 'localhost', '::1:9362', '65536', '1:2:3', '[]:1', ':80'])('is not "%s"', (text) => {
    expect(() => readAddress('--prometheus', text)).toThrow(BadValue);
  });
});

describe('a size', () => {
  test('is read with its unit', () => {
    expect(['1M', '64M', '2G', '2048K'].map((text) => readSizeBytes('--history', text, 1 << 20))).toEqual([
      2 ** 20,
      2 ** 26,
      2 ** 31,
      2 ** 21,
    ]);
  });

  test.each(['64', '64m', '1K', '0M', '-1G', '999999G'])('is not %s', (text) => {
    expect(() => readSizeBytes('--history', text, 1 << 20)).toThrow(BadValue);
  });
});

describe('a URL', () => {
  test('is taken for http and https alone', () => {
    expect(readHttpUrl('--otlp', 'https://collector:4318')).toBe('https://collector:4318');
    expect(() => readHttpUrl('--otlp', 'file:///etc/passwd')).toThrow(BadValue);
    expect(() => readHttpUrl('--otlp', 'collector:4318')).toThrow(BadValue);
  });

  test('with a password is not repeated', () => {
    expect(() => readHttpUrl('--otlp', 'htp://user:hunter2@host')).toThrow(expect.not.stringContaining('hunter2'));
  });
});
