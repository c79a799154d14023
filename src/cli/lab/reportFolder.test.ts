import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { drill } from '../../lab/drill.ts';
import { findFault } from '../../lab/faults/index.ts';
import type { Entry } from '../../lab/vmDrill/matrix.ts';
import { judgeVm } from '../../lab/vmDrill/vmDrill.ts';
import { findVoice } from '../../lab/voices.ts';
import { ReportFolder } from './reportFolder.ts';

const fault = findFault('aenq-groups-unsupported:warning')!;
const voice = findVoice('6.12')!;

const open = (): ReportFolder => {
  const path = mkdtempSync(join(tmpdir(), 'enakit-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return new ReportFolder(path);
};

/** A drill as a machine might have shown it; `resets` as the adapter saw them. */
const drilled = (resets: readonly number[]): Extract<Entry, { kind: 'drilled' }> => {
  const { from, to, evidence } = drill(fault, { voice });
  const course = { fault, voice, from, to, evidence, resets, failures: 0, isConnected: true, release: '6.12.1' };
  return { kind: 'drilled', fault, voice, drill: judgeVm(course) };
};

const failed: Entry = { kind: 'failed', fault, voice, why: 'the kernel gave up', console: 'Kernel panic\n' };
const cellIn = ({ path }: ReportFolder, file = 'cell.json') =>
  join(path, '6.12', fault.name.replaceAll(':', '_'), file);

describe('a folder for a report', () => {
  test('gives a cell back as it was kept', async () => {
    const folder = open();
    const entry = drilled([0]);
    await folder.keep(entry);
    expect(await folder.read(fault, voice)).toEqual({ ...entry, earlier: [] });
  });

  test('lacks what was never kept, or on another kernel', async () => {
    const folder = open();
    await folder.keep(drilled([0]));
    expect(await folder.read(findFault('none')!, voice)).toBeUndefined();
    expect(await folder.read(fault, findVoice('7.3')!)).toBeUndefined();
  });

  test.each(['dmesg.txt', 'cell.json'])('lacks a cell whose %s was not written to its end', async (file) => {
    const folder = open();
    await folder.keep(drilled([0]));
    truncateSync(cellIn(folder, file), 10);
    expect(await folder.read(fault, voice)).toBeUndefined();
  });

  test('keeps every attempt, and tells of those before the last', async () => {
    const folder = open();
    const first = drilled([0, 99]);
    await folder.keep(first);
    const again = await folder.keep(drilled([0]));
    expect(again.earlier).toEqual([first.drill.differences.join('; ')]);
    expect(first.drill.differences).not.toEqual([]);
    expect(await folder.read(fault, voice)).toEqual(again);
    expect(readFileSync(cellIn(folder, 'dmesg.txt'), 'utf8')).toBe(
      readFileSync(cellIn(folder, 'attempt-2/dmesg.txt'), 'utf8'),
    );
  });

  test('keeps what a kernel printed until it gave up', async () => {
    const folder = open();
    await folder.keep(failed);
    expect(await folder.read(fault, voice)).toEqual({ ...failed, earlier: [] });
    expect(readFileSync(cellIn(folder, 'machine-console.txt'), 'utf8')).toBe('Kernel panic\n');
  });

  test('judges what it holds by the catalogue as it is', async () => {
    const folder = open();
    await folder.keep(drilled([0]));
    const says = /"resets": \[\s*0\s*\]/;
    const text = readFileSync(cellIn(folder), 'utf8');
    expect(text).toMatch(says);
    writeFileSync(cellIn(folder), text.replace(says, '"resets": [0, 99]'));
    const cell = await folder.read(fault, voice);
    expect(cell?.kind === 'drilled' && cell.drill.reasons).toEqual([99]);
  });
});
