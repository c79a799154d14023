import { describe, expect, it } from 'vitest';
import { planFor } from '../plans/index.ts';
import { scenarios } from '../testing/scenes.ts';
import { awsCli } from './awsCli.ts';
import { type Dialect, printPlan } from './dialect.ts';
import { powershell } from './powershell.ts';

const printed = async (name: string, dialect: Dialect): Promise<readonly string[]> => {
  const scenario = scenarios.find((each) => each.name === name);
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  const { steps } = planFor(await scenario.wish(scenario.open().ask));
  return printPlan(steps, dialect)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
};

const id = 'i-0aaaaaaaaaaaaaaa1';

describe('an EBS-backed instance', () => {
  it('is recovered by the page’s commands for the AWS CLI', async () => {
    expect(await printed('ENA off', awsCli)).toEqual([
      `aws ec2 stop-instances --instance-ids ${id}`,
      `aws ec2 wait instance-stopped --instance-ids ${id}`,
      `aws ec2 modify-instance-attribute --instance-id ${id} --no-ena-support`,
      `aws ec2 start-instances --instance-ids ${id}`,
      `aws ec2 wait instance-running --instance-ids ${id}`,
      `aws ec2 wait instance-status-ok --instance-ids ${id}`,
    ]);
  });

  it('is recovered by the page’s cmdlets for PowerShell', async () => {
    const lines = await printed('ENA off', powershell);
    expect(lines.filter((line) => !line.startsWith('while'))).toEqual([
      `Stop-EC2Instance -InstanceId ${id}`,
      `Edit-EC2InstanceAttribute -InstanceId ${id} -EnaSupport $false`,
      `Start-EC2Instance -InstanceId ${id}`,
    ]);
  });

  it('is given ENA again by the opposite', async () => {
    expect(await printed('ENA on', awsCli)).toContain(
      `aws ec2 modify-instance-attribute --instance-id ${id} --ena-support`,
    );
  });
});

describe('an instance with an instance-store root', () => {
  it('is registered with ENA off: the option the newest page puts on stop-instances', async () => {
    const [register = '', , launch = ''] = await printed('a successor', awsCli);
    expect(register).toMatch(/^ImageId=\$\(aws ec2 register-image .*--no-ena-support --query ImageId --output text\)$/);
    expect(launch).toContain('aws ec2 run-instances --image-id "$ImageId" --instance-type r4.large --count 1');
    expect((await printed('a successor', powershell))[0]).toMatch(
      /^\$ImageId = \(Register-EC2Image .*-EnaSupport \$false\)$/,
    );
  });
});

it('a script waits where a person has to work', async () => {
  expect(await printed('offline repair', awsCli)).toContain("printf 'Press Enter when that is done: '; read -r _");
  expect(await printed('offline repair', powershell)).toContain("Read-Host 'Press Enter when that is done'");
});

it('names and texts of others never become commands', () => {
  const call = {
    name: 'RegisterImage',
    input: { Name: "a'; rm -rf / #", ImageLocation: '$(reboot)', VirtualizationType: 'hvm', EnaSupport: false },
  } as const;
  expect(awsCli.call(call, undefined)).toContain(`--name 'a'\\''; rm -rf / #' --image-location '$(reboot)'`);
  expect(powershell.call(call, undefined)).toContain(`-Name 'a''; rm -rf / #' -ImageLocation '$(reboot)'`);
});
