import { execFile } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, vi } from 'vitest';
import { ManualClock } from '../../src/lab/ec2/clock.ts';
import { type Ec2, startEc2 } from '../../src/lab/ec2/startEc2.ts';
import { testNeeding } from '../needs.ts';
import { environment } from './ec2/client.ts';

const needs = ['/usr/bin/aws'];
const longEnoughMs = 10 * 60_000;

// Each command starts a Python and reads a model of 5 MB, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

describe('the page’s own commands', () => {
  let ec2: Ec2;
  let clock: ManualClock;
  /** Types a line of the page. Debian's CLI does not know AWS_ENDPOINT_URL, hence the option. */
  const type = (line: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const command = line.replace(/^aws /, `aws --endpoint-url ${ec2.url} `);
      execFile('/bin/sh', ['-c', command], { env: environment }, (error, out, err) =>
        error ? reject(new Error(err.trim())) : resolve(out.trim()),
      );
    });
  beforeEach(async () => {
    clock = new ManualClock();
    ec2 = await startEc2({ clock, preset: ['kernel-updated', 'instance-store-root', 'never-set'] });
  });
  afterEach(() => ec2.close());

  testNeeding(needs, 'bring an EBS-backed instance back', async () => {
    const id = ec2.instanceIds['kernel-updated'];
    expect(ec2.world.instances[id!]!.boot!.isReachable).toBe(false);
    await type(`aws ec2 stop-instances --instance-ids ${id}`);
    clock.advance(longEnoughMs);
    await type(`aws ec2 modify-instance-attribute --instance-id ${id} --no-ena-support`);
    await type(`aws ec2 start-instances --instance-ids ${id}`);
    clock.advance(longEnoughMs);
    const flag = await type(
      `aws ec2 describe-instances --instance-ids ${id} --query "Reservations[].Instances[].EnaSupport" --output text`,
    );
    expect(flag).toBe('False');
    expect(ec2.world.instances[id!]!.boot!.isReachable).toBe(true);
  });

  testNeeding(needs, 'show no flag where none was ever set', async () => {
    const id = ec2.instanceIds['never-set'];
    const flags = await type(
      `aws ec2 describe-instances --instance-ids ${id} --query "Reservations[].Instances[].EnaSupport"`,
    );
    expect(flags).toBe('[]');
  });

  testNeeding(needs, 'do not stop an instance that boots from its host, and register an image instead', async () => {
    const id = ec2.instanceIds['instance-store-root'];
    await expect(type(`aws ec2 stop-instances --instance-ids ${id}`)).rejects.toThrow(
      `The instance '${id}' does not have an 'ebs' root device type and cannot be stopped.`,
    );
    const register = 'aws ec2 register-image --image-location lab-bucket/i.manifest.xml --virtualization-type hvm';
    for (const [name, option, flag] of [
      ['with', '--ena-support', 'True'],
      ['without', '--no-ena-support', 'False'],
    ]) {
      const image = await type(`${register} --name ${name} ${option} --query ImageId --output text`);
      const query = '--query "Images[].EnaSupport" --output text';
      expect(await type(`aws ec2 describe-images --image-ids ${image} ${query}`)).toBe(flag);
    }
  });
});
