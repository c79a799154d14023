import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLogText } from './readLogText.ts';

const fixtures = new URL('../../../test/fixtures/', import.meta.url);
const context = { source: 'test', now: () => new Date('2026-12-01T00:00:00Z') };

const logs = [
  ...readdirSync(new URL('log/', fixtures))
    .filter((name) => name.endsWith('.txt'))
    .map((name) => `log/${name}`),
  ...readdirSync(new URL('cases/', fixtures)).flatMap((id) =>
    readdirSync(new URL(`cases/${id}/`, fixtures))
      .filter((name) => /^(?:dmesg|syslog|console|journal)\.txt$/.test(name))
      .map((name) => `cases/${id}/${name}`),
  ),
];

/** What must hold of every record, whatever was read. */
const check = (text: string): number => {
  const lines = readLogText(text, context);
  for (const line of lines) {
    expect(line.place.text.length).toBeLessThanOrEqual(500);
    expect(line.boot).toBeGreaterThanOrEqual(0);
    expect(Number.isNaN(line.when.wallMs ?? 0)).toBe(false);
    expect(Number.isNaN(line.when.uptimeUs ?? 0)).toBe(false);
    expect(line.level ?? 0).toBeLessThanOrEqual(7);
  }
  return lines.length;
};

describe('a log, hostile or broken', () => {
  it.each(logs)('may be cut at every byte: %s', (name) => {
    const bytes = readFileSync(new URL(name, fixtures));
    // What stands long before the cut was read by an earlier cut.
    for (let end = 0; end <= bytes.length; end++) {
      check(bytes.subarray(Math.max(0, end - 700), end).toString('utf8'));
    }
  });

  it('may be any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => check(Buffer.from(bytes).toString('latin1')) >= 0),
    );
  });

  it('may be any pieces of logs', () => {
    const piece = fc.constantFrom(
      '[ 1.000000] ',
      '[',
      '<3>',
      'Nov 23 14:30:00 ',
      'h kernel: ',
      'ena 0000:00:05.0 eth0: ',
      'ena',
      'Keep alive watchdog timeout.',
      '{"MESSAGE":"',
      '"}',
      '\n',
      '\r\n',
      '\0',
      '\x1b[1m',
      '__CURSOR=1\n',
      'MESSAGE\n',
      'MESSAGE=',
      ' DEVICE=+pci:0000:00:05.0\n',
      '> ',
      'message repeated 3 times: [ ',
      'last message repeated 9 times',
      '3,1,1,-;',
      '"msg": "',
      '",',
      '}',
      '-- Reboot --\n',
      '2026-11-23T14:30:00Z ',
      '…',
      '9',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => check(pieces.join('')) >= 0),
      { numRuns: 500 },
    );
  });

  it.each([
    ['one stamp after the other', '[ 1.000000] '],
    ['spaces', ' '],
    ['open brackets', '['],
    ['priorities', '<3>'],
    ['quotes', '> '],
    ['ENA prefixes', 'ena 0000:00:05.0 eth0: '],
    ['glued records', '[ 1.000000] ena 0000:00:05.0 eth0: x'],
    ['braces', '{"message":'],
    ['escapes', '\x1b['],
    ['words', 'a.b '],
    ['backslashes', '<3>1 - h k - - [a="\\\\'],
    ['repetition', 'message repeated 3 times: [ '],
    ['NULs', '\0'],
  ])('costs no more than its length: %s', (_, piece) => {
    const time = (size: number): number => {
      const text = `${piece.repeat(Math.ceil(size / piece.length))} ena: x`;
      const start = performance.now();
      check(text);
      return performance.now() - start;
    };
    time(20_000);
    // Quadratic work would take a minute here.
    expect(time(2_000_000)).toBeLessThan(5000);
  });
});
