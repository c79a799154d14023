import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ManualClock } from './clock.ts';
import { startEc2 } from './startEc2.ts';
import { StateFile, StateUnusable } from './stateFile.ts';

const folder = mkdtempSync(join(tmpdir(), 'enakit-'));
const path = join(folder, 'lab.json');
let whole = '';
beforeAll(async () => {
  const ec2 = await startEc2({ clock: new ManualClock(), preset: ['kernel-updated'], save: new StateFile(path).save });
  await ec2.close();
  whole = readFileSync(path, 'utf8');
});
afterAll(() => rmSync(folder, { recursive: true }));

const loadText = (text: string) => {
  const other = join(folder, 'other.json');
  writeFileSync(other, text);
  return new StateFile(other).load();
};

describe('a state file', () => {
  test('holds all that an endpoint needs to go on', async () => {
    const account = new StateFile(path).load()!;
    const ec2 = await startEc2({ clock: new ManualClock(), account });
    expect(Object.keys(ec2.instanceIds)).toEqual(['kernel-updated']);
    expect(ec2.world.instances[ec2.instanceIds['kernel-updated']!]!.boot!.console).toContain('Module ena not found');
    await ec2.close();
  });

  test('is written in one go: no draft stays behind', () => {
    expect(readdirSync(folder).filter((name) => name.endsWith('draft'))).toEqual([]);
  });

  test('is absent, and then there is nothing to go on from', () => {
    expect(new StateFile(join(folder, 'none.json')).load()).toBeUndefined();
  });

  test('is refused, wherever it was cut off', () => {
    const steps = Math.ceil(whole.length / 500);
    for (let length = 0; length < whole.length; length += steps)
      expect(() => loadText(whole.slice(0, length))).toThrow(StateUnusable);
  });

  test.each([
    ['of a newer version', (text: string) => text.replace('"version":1', '"version":2'), /newer version/],
    ['of something else', () => '{"format":"other"}', /something else/],
    ['with a table missing', (text: string) => text.replace('"volumes"', '"columns"'), /missing/],
  ])('is refused when it is %s', (_, change, why) => {
    expect(() => loadText(change(whole))).toThrow(why);
  });

  test('says where it cannot be written', () => {
    const file = new StateFile(join(folder, 'no-such-folder', 'lab.json'));
    expect(() => file.save({ seed: 1, worlds: {}, lastMs: 0 })).toThrow(StateUnusable);
  });
});
