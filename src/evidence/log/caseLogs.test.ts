import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readLogText } from './readLogText.ts';

const cases = new URL('../../../test/fixtures/cases/', import.meta.url);
const now = () => new Date('2026-12-01T00:00:00Z');

const logs = readdirSync(cases).flatMap((id) =>
  readdirSync(new URL(`${id}/`, cases))
    .filter((name) => /^(?:dmesg|syslog|console|journal)\.txt$/.test(name))
    .map((name) => ({ id, text: readFileSync(new URL(`${id}/${name}`, cases), 'utf8') })),
);
const textOf = (id: string): string => logs.find((log) => log.id.startsWith(id))?.text ?? '';
const read = (text: string) => readLogText(text, { source: 'case', now });

/** A driver's signature where a message begins; what stands in a trace or a process's words is none. */
const signed = /(?:\] |kernel: |^)(?:ena(?: [\da-f]{4}:|: )|\[ENA_COM|efa \d|infiniband )/;

describe('logs found in public', () => {
  it.each(logs)('lose no line a driver signed: $id', ({ text }) => {
    const lines = text.split('\n').flatMap((line, i) => (signed.test(line) ? [i + 1] : []));
    const places = new Set(read(text).map((line) => line.place.line));
    expect(lines.filter((line) => !places.has(line))).toEqual([]);
  });

  it.each(logs)('hold no line of a driver that nobody signed: $id', ({ text }) => {
    const lines = text.split('\n');
    for (const line of read(text)) {
      if (line.speaker !== 'kernel') expect(lines[line.place.line - 1]).toMatch(signed);
    }
  });
});

describe("the page's logs", () => {
  const events = (id: string) => read(textOf(id)).map((line) => line.event);

  it('tell of a lost keep-alive, the dump and the reset', () => {
    const told = events('027');
    expect(told.slice(0, 3)).toEqual(['keep-alive-lost', 'reset-triggered', 'reset-statistic']);
    expect(told.filter((event) => event === 'reset-statistic')).toHaveLength(10);
    expect(told.at(-1)).toBe('reset-completed');
    expect(told).not.toContain(undefined);
  });

  it('tell of registers that were not read', () => {
    const [first, , last] = read(textOf('028'));
    expect(first).toMatchObject({ event: 'register-read-timeout', when: { uptimeUs: 47_113_698 } });
    expect(last).toMatchObject({ event: 'register-read-failed' });
  });

  it('tell of features that are missing, with host, time and comment off', () => {
    const lines = read(textOf('029'));
    expect(lines.map((line) => line.event)).not.toContain(undefined);
    expect(lines.filter((line) => line.event === 'feature-unsupported').map((line) => line.body)).toEqual([
      "Feature 20 isn't supported",
      "Feature 10 isn't supported",
      "Feature 18 isn't supported",
    ]);
    expect(lines[0]).toMatchObject({
      host: 'ip-172-31-2-186',
      when: { uptimeUs: 478_416_939, wallMs: Date.UTC(2026, 5, 3, 22, 37, 46) },
    });
  });
});
