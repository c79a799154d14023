import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ena } from '../../../src/cli/ena.ts';
import { recordingShell } from '../../../src/cli/recordingShell.ts';
import type { StoryName } from '../../../src/lab/ec2/stories/index.ts';
import { openLabCloud, writesOf } from './labCloud.ts';

const told = async (...words: readonly string[]) => {
  const shell = recordingShell();
  const code = await ena(['doctor', '--json', ...words], shell);
  const report = shell.printed() === '' ? undefined : JSON.parse(shell.printed());
  const ids: readonly string[] = report?.findings.map(({ id }: { id: string }) => id) ?? [];
  return { code, ids, report, err: shell.complained() };
};

describe('ena doctor INSTANCE-ID', () => {
  it.each([
    ['kernel-updated', 1, ['module-missing-for-kernel', 'unreachable-ena-optional']],
    ['nitro', 1, ['module-missing-for-kernel', 'unreachable-ena-required']],
    ['paravirtual', 1, ['ena-flag-on-paravirtual']],
    ['healthy', 0, []],
    ['never-set', 0, ['ena-flag-off']],
  ] as const satisfies readonly (readonly [StoryName, number, readonly string[]])[])(
    'examines the story %s',
    async (story, code, ids) => {
      const cloud = await openLabCloud();
      const found = await told(cloud.id(story));
      expect(found.code).toBe(code);
      expect(found.ids).toEqual(expect.arrayContaining([...ids]));
      if (ids.length === 0) expect(found.ids).toEqual([]);
      expect(writesOf(cloud.ec2)).toEqual([]);
    },
  );

  it('takes the id together with other sources', async () => {
    const cloud = await openLabCloud();
    const { report } = await told(cloud.id('healthy'), 'examples/keep-alive-reset-2016.log');
    expect(report.sources.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(['ec2-instance', 'kernel-log']),
    );
    expect(report.verdict).toBe('problems');
  });

  it('reads a file of that name rather than asking EC2', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'enakit-'));
    const home = process.cwd();
    onTestFinished(() => {
      process.chdir(home);
      rmSync(folder, { recursive: true });
    });
    process.chdir(folder);
    writeFileSync('i-0123456789abcdef0', 'ena 0000:00:05.0 eth0: Keep alive watchdog timeout.\n');
    expect((await told('i-0123456789abcdef0')).ids).toContain('keep-alive-timeout');
  });

  it('wants no region for what is no instance', async () => {
    const { code, err } = await told('--region', 'eu-west-1', 'examples/keep-alive-reset-2016.log');
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('[option-conflict]') });
  });

  it('says in one sentence what it could not ask', async () => {
    const cloud = await openLabCloud({ faults: [{ kind: 'expired' }] });
    expect(await told(cloud.id('healthy'))).toMatchObject({
      code: 3,
      err: expect.stringContaining('[ec2-credentials-refused]'),
    });
  });
});
