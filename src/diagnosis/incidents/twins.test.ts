import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examine } from '../../../test/scenarios/examine.ts';

const lines = [
  'Keep alive watchdog timeout.',
  'Trigger reset is on',
  ...['wd_expired: 1', 'interface_up: 1', 'interface_down: 0', 'admin_q_pause: 0', 'tx_timeout: 0'],
  'Device reset completed successfully',
].map((text, i) => `2026-11-02T03:00:0${i}.000000+00:00 host kernel: ena 0000:00:05.0 eth0: ${text}`);

/** What the files say together. */
const incidentsOf = async (files: Readonly<Record<string, readonly string[]>>) => {
  const folder = mkdtempSync(join(tmpdir(), 'twins-'));
  try {
    const paths = Object.entries(files).map(([name, text]) => {
      writeFileSync(join(folder, name), `${text.join('\n')}\n`);
      return join(folder, name);
    });
    return (await examine(paths)).report.incidents;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

describe('a reset in two files', () => {
  it.each([2, 3, 5, 7])('of a rotated log, cut before line %i, is one', async (at) => {
    const incidents = await incidentsOf({ 'messages.1': lines.slice(0, at), messages: lines.slice(at) });
    expect(incidents).toMatchObject([{ cause: 'keep-alive-timeout', resetReason: 1, outcome: 'recovered' }]);
  });

  it('that tell of different hours are two', async () => {
    const later = lines.slice(5).map((line) => line.replace('T03:', 'T07:'));
    const incidents = await incidentsOf({ 'messages.1': lines.slice(0, 5), messages: later });
    expect(incidents.map(({ outcome }) => outcome).sort()).toEqual(['recovered', 'unknown']);
  });
});
