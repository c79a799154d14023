import { describe, expect, test, vi } from 'vitest';
import { ConsoleRecord } from './consoleRecord.ts';

const recordOf = (...pieces: readonly string[]) => {
  const record = new ConsoleRecord();
  for (const piece of pieces) record.append(Buffer.from(piece, 'latin1'));
  return record;
};

describe('the record of a console', () => {
  test('is text of lines, in whatever pieces they came', () => {
    expect(recordOf('[0.1] one\r', '\n[0.2] t', 'wo\r\nthr').text).toBe('[0.1] one\n[0.2] two\nthr');
  });

  test('gives a line that was said before it was asked for', async () => {
    await expect(recordOf('ena: probed\n').awaitLine(/probed/, 1)).resolves.toBe('ena: probed');
  });

  test('gives a line as soon as it is whole', async () => {
    const record = recordOf('ena: pro');
    const line = record.awaitLine(/bed$/, 60_000);
    record.append(Buffer.from('bed\n'));
    await expect(line).resolves.toBe('ena: probed');
  });

  test('passes over what was said before a position', async () => {
    const record = recordOf('reset 1\n');
    const line = record.awaitLine(/reset/, 60_000, record.position);
    record.append(Buffer.from('reset 2\n'));
    await expect(line).resolves.toBe('reset 2');
  });

  test('says so when a line does not come in time', async () => {
    vi.useFakeTimers();
    try {
      const line = expect(recordOf().awaitLine(/never/, 5000)).rejects.toThrow('did not say /never/ within 5 s');
      await vi.advanceTimersByTimeAsync(5000);
      await line;
    } finally {
      vi.useRealTimers();
    }
  });

  test('keeps its memory when a line never ends, or lines never do', () => {
    const record = recordOf();
    for (let i = 0; i < 100; i++) record.append(Buffer.alloc(100_000, 'x'));
    expect(record.text.length).toBeLessThan(10_000);
    for (let i = 0; i < 30; i++) record.append(Buffer.alloc(20_000, '\n'));
    expect(record.position).toBe(600_000);
    expect(record.text.length).toBeLessThan(300_000);
  });
});
