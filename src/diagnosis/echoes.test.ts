import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { examine } from '../../test/scenarios/examine.ts';

const folder = mkdtempSync(join(tmpdir(), 'enakit-'));
afterAll(() => rmSync(folder, { recursive: true }));

const messages = ['Keep alive watchdog timeout.', 'Trigger reset is on', 'Device reset completed successfully'];
const uptimes = ['[  100.000001]', '[  100.100002]', '[  101.000003]'];
const walls = ['Nov 23 10:00:00', 'Nov 23 10:00:00', 'Nov 23 10:00:01'];
const texts = {
  dmesg: messages.map((text, i) => `${uptimes[i]} ena 0000:00:05.0 eth0: ${text}`),
  monotonic: messages.map((text, i) => `${uptimes[i]} host1 kernel: ena 0000:00:05.0 eth0: ${text}`),
  stamped: messages.map((text, i) => `${walls[i]} host1 kernel: ${uptimes[i]} ena 0000:00:05.0 eth0: ${text}`),
  journal: messages.map((text, i) => `${walls[i]} host1 kernel: ena 0000:00:05.0 eth0: ${text}`),
};
const paths = Object.fromEntries(
  Object.entries(texts).map(([name, lines]) => {
    const path = join(folder, name);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return [name, path];
  }),
) as Record<keyof typeof texts, string>;

it.each([
  ['dmesg', 'stamped'],
  ['monotonic', 'stamped'],
  ['dmesg', 'journal'],
  ['journal', 'dmesg'],
  ['stamped', 'journal'],
] as const)('tells a reset once that both %s and %s hold', async (one, other) => {
  const { report } = await examine([paths[one], paths[other]]);
  expect(report.incidents).toHaveLength(1);
  expect(report.adapters).toHaveLength(1);
});

it('tells both of two resets in one log, though they look the same', async () => {
  const later = texts.dmesg.map((line) => line.replace('[  10', '[  70'));
  const path = join(folder, 'twice');
  writeFileSync(path, [...texts.dmesg, ...later].join('\n'));
  const { report } = await examine([path]);
  expect(report.incidents).toHaveLength(2);
});
