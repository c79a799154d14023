import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sectionReaders } from './index.ts';
import { readSections, SectionReading } from './sectionReading.ts';

const folder = new URL('../../../test/fixtures/sections/', import.meta.url);
const fixtures = readdirSync(folder)
  .filter((name) => name !== 'README.md')
  .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const);
const lines = fixtures.flatMap(([, text]) => text.split('\n'));

/** A line as hostile as can be: noise, or a true one with something broken in it. */
const hostileLine = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(...lines),
  fc
    .tuple(fc.constantFrom(...lines), fc.nat(80), fc.string({ unit: 'binary', maxLength: 4 }))
    .map(([line, at, noise]) => line.slice(0, at) + noise + line.slice(at)),
);

describe('SectionReading', () => {
  it('reads several sections one after another, and tells their kinds', () => {
    const kinds = new Set<string>();
    const reading = new SectionReading('mixed.txt', (_, kind) => kinds.add(kind));
    for (const [at, text] of lines.entries()) {
      const line = { text, number: at + 1 };
      if (!reading.continues(line)) {
        reading.begins(line);
      }
    }
    reading.end();
    expect([...kinds].sort()).toEqual([
      'cpu',
      'dkms',
      'dpdk-xstats',
      'ethtool-driver',
      'ethtool-settings',
      'ethtool-statistics',
      'freebsd-sysctl',
      'interrupts',
      'lspci',
      'modinfo',
      'rescue-report',
      'system',
    ]);
  });

  it.each(fixtures)('finds something in %s, except of other drivers', (name, text) => {
    expect(readSections(text).length > 0).toBe(!name.includes('virtio'));
  });

  it.each(fixtures)('survives %s cut at every byte', (_, text) => {
    const bytes = Buffer.from(text);
    const whole = readSections(text).length;
    for (let end = 0; end <= bytes.length; end += 1) {
      // A cut may split a snapshot in fewer, never invent many.
      expect(readSections(bytes.subarray(0, end).toString('utf8')).length).toBeLessThanOrEqual(whole + 1);
    }
  });

  it('survives any lines, and keeps every place within the text', () => {
    fc.assert(
      fc.property(fc.array(hostileLine, { maxLength: 30 }), (text) => {
        for (const seen of readSections(text.join('\n'))) {
          const places =
            seen.kind !== 'counters'
              ? 'place' in seen
                ? [seen.place]
                : []
              : [...seen.values.values()].map(({ place }) => place);
          for (const { line, text: shown } of places) {
            expect(line).toBeGreaterThan(0);
            expect(shown.length).toBeLessThanOrEqual(500);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it.each(sectionReaders.map((reader, at) => [reader.kind, at] as const))(
    '%s (reader %i) survives any line',
    (_, at) => {
      const reader = sectionReaders[at];
      fc.assert(
        fc.property(hostileLine, hostileLine, (first, second) => {
          const section = reader?.begin({ text: first, number: 1 }, { source: 'x', command: 'modinfo ena' });
          section?.take({ text: second, number: 2 });
          expect(Array.isArray(section?.end() ?? [])).toBe(true);
        }),
        { numRuns: 300 },
      );
    },
  );

  it.each(['a', ' ', '\0', '#', '1 ', 'CPU0 ', 'ena', ': 5', 'sudo ', '{', '"a_b":1,', '-', '=', "'", '\u001b[', '.'])(
    'takes a line of a million times %j in its stride',
    (piece) => {
      const text = piece.repeat(1_000_000 / piece.length);
      const startedAt = performance.now();
      expect(readSections(`${text}\nwd_expired: 1\n${text}`).filter(({ kind }) => kind !== 'counters')).toEqual([]);
      expect(performance.now() - startedAt).toBeLessThan(5_000);
    },
  );
});
