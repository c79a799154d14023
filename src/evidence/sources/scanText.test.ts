import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chunksOf, logOf } from '../../../test/fixtures/sources/archives.ts';
import { plainReaders } from '../../../test/fixtures/sources/readers.ts';
import { collect } from '../collect.ts';
import type { Observation } from '../observation.ts';
import { type Disk, machineDisk } from './disk.ts';
import type { Scanner } from './scanText.ts';

const lookAt = async (content: string, scanFromBytes = 1000) => {
  const bytes = Buffer.from(content);
  const disk: Disk = {
    ...machineDisk,
    look: async () => ({ kind: 'file', sizeBytes: bytes.length, identity: '' }),
    read: () => chunksOf(bytes),
  };
  let scans = 0;
  const scanner: Scanner = {
    needles: [' ena '],
    scan: async (_, { needles, onLines, onProgress }) => {
      scans++;
      const lines = content.split('\n').map((text, index) => ({ text, number: index + 1 }));
      onLines(lines.filter(({ text }) => needles.some((needle) => text.includes(needle))));
      onProgress?.(bytes.length, bytes.length);
      return { lines: lines.length - 1, bytes: bytes.length };
    },
  };
  const see = async (withScanner: boolean) => {
    const seen: Observation[] = [];
    const { summaries } = await collect(['big.log'], (one) => seen.push(one), {
      now: () => new Date('2026-11-23T18:00:00Z'),
      stdin: chunksOf(bytes),
      readers: plainReaders,
      disk,
      limits: { scanFromBytes: withScanner ? scanFromBytes : Number.POSITIVE_INFINITY },
      scanner,
    });
    return { seen, summaries };
  };
  return { scanned: await see(true), read: await see(false), scans };
};

describe('the scanner', () => {
  const log = logOf(1000);

  test('sees in a big log what reading every line sees', async () => {
    const { scanned, read, scans } = await lookAt(log);
    expect(scans).toBe(1);
    expect(scanned).toEqual(read);
    expect(scanned.seen).toHaveLength(10);
  });

  test.each([
    ['that is small', log, log.length + 1],
    ['that holds the output of a command', `NIC statistics:\n     tx_timeout: 0\n${log}`, undefined],
    ['whose records take several lines', `[0.0] x\n    _BOOT_ID=7f\n    MESSAGE=ena reset\n${log}`, undefined],
    ['that counts time from line to line', `${log.replace('[0.000000]', '[  +0.000001]')}`, undefined],
    ['that is mostly prose', `${'words\n'.repeat(500)}${log.slice(0, 9000)}`, undefined],
    ['with doubled line ends', log.replaceAll('\n', '\n\n'), undefined],
  ])('leaves a text alone %s', async (_, content, scanFromBytes) => {
    const { scans, scanned, read } = await lookAt(content, scanFromBytes);
    expect(scans).toBe(0);
    expect(scanned).toEqual(read);
  });
});

test('a file that is gone when it is scanned is told like any other', async () => {
  const bytes = Buffer.from(logOf(1000));
  const { summaries, unreadable } = await collect(['/nowhere/gone.log'], () => {}, {
    now: () => new Date('2026-11-23T18:00:00Z'),
    stdin: chunksOf(bytes),
    readers: plainReaders,
    disk: {
      ...machineDisk,
      look: async () => ({ kind: 'file', sizeBytes: bytes.length, identity: '' }),
      read: () => chunksOf(bytes),
    },
    limits: { scanFromBytes: 1000 },
  });
  expect(summaries).toMatchObject([{ problem: expect.stringMatching(/^there is no such file/) }]);
  expect(unreadable).toBe(1);
});

test('the scanner of every core finds the lines of ENA in a file on the disk', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'enakit-scan-'));
  const path = join(folder, 'big.log');
  const lines = logOf(2000).replaceAll(': line ', ': Trigger reset is on, line ');
  writeFileSync(path, lines);
  const see = async (scanFromBytes: number) => {
    const seen: Observation[] = [];
    const { summaries } = await collect([path], (one) => seen.push(one), {
      now: () => new Date('2026-11-23T18:00:00Z'),
      stdin: chunksOf(Buffer.alloc(0)),
      limits: { scanFromBytes },
    });
    return { seen, summaries };
  };
  const scanned = await see(1000);
  expect(scanned.seen).toHaveLength(20);
  expect(scanned).toEqual(await see(Number.POSITIVE_INFINITY));
  rmSync(folder, { recursive: true });
});
