import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import type { RecoverValues } from '../../../src/cli/verbs/recover.ts';
import { findInstance } from '../../../src/evidence/ec2/dossier.ts';
import type { StoryName } from '../../../src/lab/ec2/stories/index.ts';
import { testNeeding } from '../../needs.ts';
import { type LabCloud, openLabCloud } from './labCloud.ts';

const run = promisify(execFile);

/** The printed commands, but for those that wait: here time passes only when told. Debian's CLI needs its endpoint told. */
const typed = async (cloud: LabCloud, story: StoryName, values: RecoverValues): Promise<void> => {
  const { out } = await cloud.recover(cloud.id(story), { ...values, print: 'aws' });
  const commands = out.split('\n').filter((line) => /^aws (?!ec2 wait)/.test(line));
  expect(commands).toHaveLength(3);
  for (const command of commands) {
    const line = command.replace(/^aws/, `/usr/bin/aws --endpoint-url ${cloud.ec2.url}`);
    await run('/bin/sh', ['-c', line], { env: { ...process.env, ...cloud.ec2.environment, AWS_PAGER: '' } });
    await cloud.clock.sleep(120_000);
  }
};

testNeeding(['/usr/bin/aws'], 'what --print aws prints does the same, typed into a shell', async () => {
  const cloud = await openLabCloud();
  await typed(cloud, 'kernel-updated', {});
  await typed(cloud, 'never-set', { enable: true });
  const { ask } = await cloud.on.connect({});
  const seen = (story: StoryName) => findInstance(ask, cloud.id(story));
  expect(await seen('kernel-updated')).toMatchObject({ State: { Name: 'running' }, EnaSupport: false });
  expect(await seen('never-set')).toMatchObject({ State: { Name: 'running' }, EnaSupport: true });
});
