import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chooseAccelerator } from './accelerator.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'enakit-accelerator-'));
  writeFileSync(join(folder, 'kvm'), '');
  writeFileSync(join(folder, 'boot_id'), 'first\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

let trials = 0;
const choose = async (outcome: 'boots' | 'hangs') => {
  const site = { folder, device: join(folder, 'kvm'), bootId: join(folder, 'boot_id') };
  const { accelerator } = await chooseAccelerator(site, () => {
    trials++;
    return outcome === 'boots' ? Promise.resolve() : Promise.reject(new Error('no answer'));
  });
  return accelerator;
};

describe('the accelerator', () => {
  beforeEach(() => {
    trials = 0;
  });

  test('is KVM where a kernel boots under it', async () => {
    expect(await choose('boots')).toBe('kvm');
  });

  test('is TCG where KVM opens and a kernel does not boot', async () => {
    expect(await choose('hangs')).toBe('tcg');
  });

  test('is TCG without a trial where there is no KVM', async () => {
    rmSync(join(folder, 'kvm'));
    expect(await choose('boots')).toBe('tcg');
    expect(trials).toBe(0);
  });

  test.each(['boots', 'hangs'] as const)('is tried once for each boot of this computer (%s)', async (outcome) => {
    const first = await choose(outcome);
    expect(await choose(outcome)).toBe(first);
    expect(trials).toBe(1);
    writeFileSync(join(folder, 'boot_id'), 'second\n');
    await choose(outcome);
    expect(trials).toBe(2);
  });
});
