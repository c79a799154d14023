import { expect, it } from 'vitest';
import { observeInstances } from '../../../src/cli/cloud/observeInstances.ts';
import { callRows } from '../../../src/recovery/ec2/calls.ts';
import { policyRows } from '../../../src/recovery/policies.ts';
import { type LabCloud, openLabCloud } from './labCloud.ts';

/** What each policy is for, done from beginning to end. */
const doings: Readonly<Record<string, (cloud: LabCloud) => Promise<unknown>>> = {
  doctor: ({ id, on }) =>
    observeInstances(
      [id('kernel-updated')],
      undefined,
      () => {},
      () => new Date(),
      on,
    ),
  audit: ({ audit }) => audit({ type: 'm5.large' }),
  disable: ({ recover, id }) => recover(id('kernel-updated'), { apply: true, yes: true }),
  enable: ({ recover, id }) => recover(id('never-set'), { enable: true, apply: true, yes: true }),
  rescue: async ({ recover, id }) => {
    await recover(id('nitro'), { rescue: id('rescue'), apply: true, yes: true });
    return recover(id('nitro'), { resume: true });
  },
  replace: async ({ recover, id, ec2 }) => {
    ec2.faults.lay({ kind: 'denied', action: 'DescribeInstanceStatus', skips: 2, times: 1 });
    await recover(id('instance-store-root'), { manifest: 'bucket/image.manifest.xml', apply: true, yes: true });
    return recover(id('instance-store-root'), { rollback: true });
  },
  standby: ({ recover, id }) => recover(id('in-group'), { standby: true, apply: true, yes: true }),
};

const allowed = (name: string): readonly string[] => policyRows.find((row) => row.name === name)?.calls ?? [];

it.each(Object.entries(doings))('%s makes the calls its policy allows, and no others', async (name, run) => {
  const cloud = await openLabCloud();
  await run(cloud);
  const made = [...new Set(cloud.ec2.calls.map(({ action }) => action))].filter((action) => action in callRows).sort();
  const policy = [...new Set([...allowed(name), ...(name === 'standby' ? allowed('disable') : [])])].sort();
  expect(made).toEqual(policy);
});

it('every call enakit knows is allowed by one policy or another', () => {
  const all = new Set<string>(policyRows.flatMap(({ calls }) => calls));
  expect(Object.keys(callRows).filter((name) => !all.has(name))).toEqual([]);
});
