import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import { machinery } from '../../src/cli/cloud/machinery.ts';
import { observeInstances } from '../../src/cli/cloud/observeInstances.ts';
import { runRecover } from '../../src/cli/cloud/runRecover.ts';
import type { RecoverValues } from '../../src/cli/verbs/recover.ts';
import { openDiagnosis } from '../../src/diagnosis/diagnosis.ts';
import { bootGuest } from '../../src/lab/ec2/machines/bootGuest.ts';
import { machineHosts } from '../../src/lab/ec2/machines/machineHosts.ts';
import { realPulseMs, realTimings } from '../../src/lab/ec2/machines/realTime.ts';
import { type Ec2, startEc2 } from '../../src/lab/ec2/startEc2.ts';
import { cacheFolder, openCache } from '../../src/lab/vm/cache.ts';
import { namedKernel } from '../../src/lab/vm/kernel.ts';
import { findKernel } from '../../src/lab/vm/kernels.ts';
import { findQemu } from '../../src/lab/vm/qemu.ts';
import { testNeeding } from '../needs.ts';
import { ended } from '../scenarios/recovery/labCloud.ts';

/** Three boots, one after the other, and what is waited for between them: half a minute where nobody else computes. */
vi.setConfig({ testTimeout: 600_000 });
const needs = ['apt-get', 'dpkg-deb', 'flock', 'setpriv'];

/** Looks oftener than EC2 would like. */
const on = { ...machinery, limits: { ...machinery.limits, firstLookMs: 500, longestLookMs: 1000 } };

const openCloud = async (): Promise<{
  readonly ec2: Ec2;
  readonly env: Record<string, string>;
  troubles: string[];
}> => {
  const cache = openCache(cacheFolder(process.env));
  const troubles: string[] = [];
  const onTrouble = (sentence: string) => void troubles.push(sentence);
  const qemu = await findQemu(cache, { path: process.env.PATH ?? '' });
  const kernel = await namedKernel(cache, findKernel('6.1')!);
  const parts = { cache, qemu, accelerator: 'tcg', kernelOf: async () => kernel, onTrouble } as const;
  const hosts = machineHosts((machine, wishes) => bootGuest(parts, machine, wishes), onTrouble);
  const preset = ['kernel-updated'] as const;
  const ec2 = await startEc2({ hosts, preset, timings: realTimings, pulseMs: realPulseMs });
  const folder = mkdtempSync(join(tmpdir(), 'enakit-'));
  for (const [name, value] of Object.entries(ec2.environment)) vi.stubEnv(name, value);
  onTestFinished(async () => {
    await ec2.close();
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  return { ec2, env: { ...ec2.environment, XDG_STATE_HOME: folder }, troubles };
};

const examined = async (id: string) => {
  const diagnosis = openDiagnosis();
  const summaries = await observeInstances([id], undefined, diagnosis.observe, () => new Date(), on);
  const { verdict, findings } = diagnosis.report(summaries);
  return { verdict, findings, ids: findings.map(({ id }) => id) };
};

testNeeding(
  needs,
  'a real kernel without its module: found, brought back without ENA, repaired, and back on ENA',
  async () => {
    const { ec2, env, troubles } = await openCloud();
    const id = ec2.instanceIds['kernel-updated']!;
    const instance = () => ec2.world.instances[id]!;
    const recover = (values: RecoverValues) => ended((shell) => runRecover(values, id, shell, on), env, `${id}\n`);

    await vi.waitFor(async () => expect((await examined(id)).ids).toContain('unreachable-ena-optional'), {
      timeout: 300_000,
      interval: 1000,
    });
    expect(instance()).toMatchObject({ state: 'running', boot: { adapter: 'ena', isReachable: false } });
    const { findings } = await examined(id);
    const proof = findings.find(({ id }) => id === 'module-missing-for-kernel')?.evidence[0];
    expect(proof).toMatchObject({ source: `ec2:${id}/console`, text: expect.stringContaining('module ena not found') });

    expect(await recover({ apply: true })).toMatchObject({ code: 0, out: expect.stringContaining('Done.') });
    expect(instance().boot).toMatchObject({ adapter: 'vif', isReachable: true });
    expect(await examined(id)).toMatchObject({ verdict: 'healthy', ids: ['ena-flag-off'] });

    await fetch(`${ec2.url}/lab/guests/${id}`, { method: 'POST', body: new URLSearchParams({ hasEna: 'true' }) });
    expect(await recover({ enable: true, apply: true })).toMatchObject({ code: 0 });
    expect(instance().boot).toMatchObject({
      adapter: 'ena',
      isReachable: true,
      console: expect.stringContaining('Elastic Network Adapter (ENA)'),
    });
    expect(await examined(id)).toMatchObject({ verdict: 'healthy' });
    expect(troubles).toEqual([]);
  },
);
