import { expect, it } from 'vitest';
import { observeInstances } from '../../../src/cli/cloud/observeInstances.ts';
import { openDiagnosis } from '../../../src/diagnosis/diagnosis.ts';
import type { Report } from '../../../src/diagnosis/report.ts';
import { findInstance } from '../../../src/evidence/ec2/dossier.ts';
import { type LabCloud, openLabCloud, writesOf } from './labCloud.ts';

const examined = async ({ on }: LabCloud, id: string): Promise<Report> => {
  const diagnosis = openDiagnosis();
  const summaries = await observeInstances([id], undefined, diagnosis.observe, () => new Date(on.clock.nowMs()), on);
  return diagnosis.report(summaries);
};

const idsOf = ({ findings }: Report): readonly string[] => findings.map(({ id }) => id);

/** What somebody who can log in does. */
const installModule = ({ ec2 }: LabCloud, id: string) =>
  fetch(`${ec2.url}/lab/guests/${id}`, { method: 'POST', body: new URLSearchParams({ hasEna: 'true' }) });

it('a kernel updated without its module: found from outside, brought back without ENA, repaired, and back on ENA', async () => {
  const cloud = await openLabCloud();
  const id = cloud.id('kernel-updated');

  const unreachable = await examined(cloud, id);
  expect(unreachable.verdict).toBe('problems');
  expect(idsOf(unreachable)).toEqual(expect.arrayContaining(['module-missing-for-kernel', 'unreachable-ena-optional']));
  const proof = unreachable.findings.find(({ id }) => id === 'module-missing-for-kernel')?.evidence[0];
  expect(proof).toMatchObject({ source: `ec2:${id}/console`, text: expect.stringContaining('Module ena not found') });

  expect(await cloud.recover(id, { apply: true }, `${id}\n`)).toMatchObject({
    code: 0,
    out: expect.stringContaining('Done.'),
  });
  const onStock = await examined(cloud, id);
  expect(onStock.verdict).toBe('healthy');
  expect(idsOf(onStock)).toContain('ena-flag-off');

  expect((await installModule(cloud, id)).ok).toBe(true);
  expect(await cloud.recover(id, { enable: true, apply: true, yes: true })).toMatchObject({ code: 0 });
  const onEna = await examined(cloud, id);
  expect(onEna.verdict).toBe('healthy');
  expect(idsOf(onEna)).not.toContain('ena-flag-off');
  expect(writesOf(cloud.ec2)).toEqual([
    'StopInstances',
    'ModifyInstanceAttribute',
    'StartInstances',
    'StopInstances',
    'ModifyInstanceAttribute',
    'StartInstances',
  ]);
});

it('a type that requires ENA: its root volume is repaired on another instance, and it comes back', async () => {
  const cloud = await openLabCloud();
  const id = cloud.id('nitro');
  expect(idsOf(await examined(cloud, id))).toContain('unreachable-ena-required');

  const begun = await cloud.recover(id, { rescue: cloud.id('rescue'), apply: true, yes: true });
  expect(begun).toMatchObject({ code: 0, out: expect.stringContaining('ena preflight --root') });
  const volume = Object.values(cloud.ec2.world.volumes).find(
    ({ attachment }) => attachment?.instanceId === cloud.id('rescue') && attachment.device === '/dev/sdf',
  );
  expect(volume).toBeDefined();
  await installModule(cloud, volume?.id ?? '');

  expect(await cloud.recover(id, { resume: true })).toMatchObject({ code: 0, out: expect.stringContaining('Done.') });
  expect((await examined(cloud, id)).verdict).toBe('healthy');
});

it('a rescue that is given up midway puts the volume back and starts the instance', async () => {
  const cloud = await openLabCloud();
  const id = cloud.id('nitro');
  await cloud.recover(id, { rescue: cloud.id('rescue'), apply: true, yes: true });
  expect(await cloud.recover(id, { rollback: true })).toMatchObject({
    code: 0,
    out: expect.stringMatching(
      /^Rolled back: every step that was done is undone\.\n {2}- The snapshot is kept.*\n {2}- What was in memory/,
    ),
  });
  expect(cloud.ec2.world.instances[id]?.state).toBe('running');
  expect(writesOf(cloud.ec2)).toEqual([
    'CreateSnapshot',
    'StopInstances',
    'DetachVolume',
    'AttachVolume',
    'DetachVolume',
    'AttachVolume',
    'StartInstances',
  ]);
});

it('a member of an Auto Scaling group is put into standby and back', async () => {
  const cloud = await openLabCloud();
  const id = cloud.id('in-group');
  expect(await cloud.recover(id, { standby: true, apply: true, yes: true })).toMatchObject({ code: 0 });
  expect(writesOf(cloud.ec2)).toEqual([
    'EnterStandby',
    'StopInstances',
    'ModifyInstanceAttribute',
    'StartInstances',
    'ExitStandby',
  ]);
});

it('a start that falls back to stopped is noticed, explained, never repeated unasked, and can be undone', async () => {
  const cloud = await openLabCloud({ faults: [{ kind: 'falls-back-server', action: 'StartInstances', times: 1 }] });
  const id = cloud.id('kernel-updated');
  const { code, err } = await cloud.recover(id, { apply: true, yes: true });
  expect(code).toBe(1);
  expect(err).toMatch(/fell back to stopped \(Server\.InternalError/);
  expect(writesOf(cloud.ec2).filter((name) => name === 'StartInstances')).toHaveLength(1);
  expect(await cloud.recover(id, { rollback: true })).toMatchObject({ code: 0 });
  expect(cloud.ec2.world.instances[id]).toMatchObject({ state: 'running', enaSupport: true });
});

it('a start without capacity stops the recovery, which goes on when there is room', async () => {
  const cloud = await openLabCloud({ faults: [{ kind: 'capacity', action: 'StartInstances', times: 1 }] });
  const id = cloud.id('kernel-updated');
  expect(await cloud.recover(id, { apply: true, yes: true })).toMatchObject({
    code: 1,
    err: expect.stringContaining('InsufficientInstanceCapacity'),
  });
  expect(await cloud.recover(id, { resume: true })).toMatchObject({ code: 0 });
  expect(cloud.ec2.world.instances[id]).toMatchObject({ state: 'running', enaSupport: false });
});

it('an instance with an instance-store root gets a successor whose image has ENA off, in the same network', async () => {
  const cloud = await openLabCloud();
  const id = cloud.id('instance-store-root');
  const known = new Set(Object.keys(cloud.ec2.world.instances));
  const manifest = 'bucket/image.manifest.xml';
  expect(await cloud.recover(id, { manifest, apply: true, yes: true })).toMatchObject({ code: 0 });
  const { ask } = await cloud.on.connect({});
  const successor = Object.keys(cloud.ec2.world.instances).find((each) => !known.has(each)) ?? '';
  const [old, young] = [await findInstance(ask, id), await findInstance(ask, successor)];
  expect(young).toMatchObject({
    State: { Name: 'running' },
    SubnetId: old.SubnetId,
    SecurityGroups: old.SecurityGroups,
  });
  expect(young.EnaSupport).not.toBe(true);
  expect(old.State?.Name).toBe('running');
  expect(writesOf(cloud.ec2)).toEqual(['RegisterImage', 'RunInstances']);
});
