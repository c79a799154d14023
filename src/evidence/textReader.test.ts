import { describe, expect, test } from 'vitest';
import { plainReaders } from '../../test/fixtures/sources/readers.ts';
import type { Observation } from './observation.ts';
import { TextReader } from './textReader.ts';

const now = () => new Date('2026-11-23T18:00:00Z');

const read = (...texts: string[]) => {
  const seen: Observation[] = [];
  const reader = new TextReader('source', now, (one) => seen.push(one), plainReaders);
  texts.forEach((text, index) => {
    reader.read({ text, number: index + 1 });
  });
  return { seen, ...reader.end() };
};

const ena = '[1.0] ena 0000:00:05.0 eth0: reset';
const other = '[2.0] usb 1-1: new device';
const statistics = ['NIC statistics:', '     tx_timeout: 0', '     wd_expired: 2'];

describe('TextReader', () => {
  test('hands log lines to the log reader', () => {
    const { seen, kind, adapterLines, isPlainLog } = read(other, ena, other);
    expect(seen).toMatchObject([{ kind: 'log', place: { source: 'source', line: 2 } }]);
    expect({ kind, adapterLines, isPlainLog }).toEqual({ kind: 'kernel-log', adapterLines: 1, isPlainLog: true });
  });

  test('takes a log without ENA for a log', () => {
    expect(read(other, other)).toMatchObject({ kind: 'kernel-log', adapterLines: 0, seen: [] });
  });

  test('hands a section its lines, and the line that ends it to the others', () => {
    const { seen, kind, adapterLines } = read(...statistics, ena);
    // Counters wait for the end: further output may complete them.
    expect(seen.map((one) => one.kind)).toEqual(['log', 'counters']);
    expect(kind).toBe('mixed');
    expect(adapterLines).toBe(3);
  });

  test('ends a section with the text', () => {
    expect(read(...statistics)).toMatchObject({ kind: 'ethtool-statistics', adapterLines: 2, isPlainLog: false });
  });

  test('begins a section with the line that ended another', () => {
    expect(read(...statistics, ...statistics).seen).toHaveLength(2);
  });

  test('recognises nothing in prose', () => {
    expect(read('Dear support,', '', 'the network is slow.')).toMatchObject({ kind: 'unrecognised', seen: [] });
  });

  test('calls a text by what is most in it', () => {
    expect(read(...Array<string>(30).fill(ena), ...statistics).kind).toBe('kernel-log');
  });
});
