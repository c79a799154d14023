import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type LabCloud, openLabCloud, writesOf } from './labCloud.ts';

const story = { preset: ['kernel-updated'] } as const;

const journalOf = ({ folder }: LabCloud, id: string): string => join(folder, 'enakit', `${id}.recovery.json`);

/** A recovery that stopped on its way, for want of capacity. */
const interrupted = async () => {
  const cloud = await openLabCloud({ ...story, faults: [{ kind: 'capacity', action: 'StartInstances', times: 1 }] });
  const id = cloud.id('kernel-updated');
  await cloud.recover(id, { apply: true, yes: true });
  return { cloud, id, path: journalOf(cloud, id) };
};

describe('what AWS has no answer for', () => {
  it.each([
    ['an unknown instance', 'ec2-instance-unknown', {}, { region: 'eu-central-1' }],
    ['another region', 'ec2-instance-unknown', {}, { region: 'us-east-1' }],
  ])('%s is told in one sentence', async (_name, code, _env, values) => {
    const cloud = await openLabCloud(story);
    const id = values.region === 'us-east-1' ? cloud.id('kernel-updated') : 'i-0123456789abcdef0';
    const { code: exit, err } = await cloud.recover(id, values);
    expect(err).toContain(`[${code}]`);
    expect(err).toContain(id);
    expect(exit).toBe(3);
  });

  it.each([
    ['expired', 'ec2-credentials-refused'],
    ['credentials', 'ec2-credentials-refused'],
    ['denied', 'ec2-not-allowed'],
    ['throttle', 'ec2-throttled'],
    ['drop', 'ec2-unreachable'],
  ] as const)('%s is told in one sentence', async (kind, code) => {
    const cloud = await openLabCloud({ ...story, faults: [{ kind }] });
    const { code: exit, err } = await cloud.recover(cloud.id('kernel-updated'));
    expect(err).toContain(`[${code}]`);
    expect(err).not.toContain('\n');
    expect(exit).toBe(3);
  });

  it('an endpoint that is down is told in one sentence', async () => {
    const cloud = await openLabCloud(story);
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:9');
    expect(await cloud.recover(cloud.id('kernel-updated'))).toMatchObject({
      code: 3,
      err: expect.stringContaining('[ec2-unreachable]'),
    });
  });
});

describe('a journal', () => {
  it('cut off anywhere is refused, left as it is, and nothing is done', async () => {
    const { cloud, id, path } = await interrupted();
    const text = readFileSync(path, 'utf8');
    const done = writesOf(cloud.ec2).length;
    for (let end = 0; end < text.trimEnd().length; end += 37) {
      writeFileSync(path, text.slice(0, end));
      for (const values of [{ resume: true }, { rollback: true }, { apply: true, yes: true }]) {
        const { code, err } = await cloud.recover(id, values);
        expect({ code, err }).toMatchObject({ code: 3, err: expect.stringContaining('[journal-unreadable]') });
      }
      expect(readFileSync(path, 'utf8')).toBe(text.slice(0, end));
    }
    expect(writesOf(cloud.ec2)).toHaveLength(done);
  }, 120_000);

  it.each([
    ['of a newer version', (text: string) => text.replace('recovery/1', 'recovery/2'), 'journal-of-other-version'],
    ['of something else', () => '{"schema":"enakit/report/1"}', 'journal-unreadable'],
    [
      'with a call that only looks',
      (text: string) => text.replace('"StopInstances"', '"DescribeInstances"'),
      'journal-unreadable',
    ],
    [
      'with a call nobody knows',
      (text: string) => text.replace('"StopInstances"', '"DeleteVpc"'),
      'journal-unreadable',
    ],
    [
      'of another instance',
      (text: string) => text.replace(/"instance": "i-\w+"/, '"instance": "i-0123456789abcdef0"'),
      'journal-of-elsewhere',
    ],
    [
      'of another endpoint',
      (text: string) => text.replace(/"endpoint": "[^"]+"/, '"endpoint": "http://else"'),
      'journal-of-elsewhere',
    ],
  ] as const)('%s is refused, and left as it is', async (_name, spoil, code) => {
    const { cloud, id, path } = await interrupted();
    const spoilt = spoil(readFileSync(path, 'utf8'));
    writeFileSync(path, spoilt);
    expect(await cloud.recover(id, { resume: true })).toMatchObject({
      code: 3,
      err: expect.stringContaining(`[${code}]`),
    });
    expect(readFileSync(path, 'utf8')).toBe(spoilt);
  });

  it('that is not finished keeps a second recovery from beginning', async () => {
    const { cloud, id } = await interrupted();
    expect(await cloud.recover(id, { apply: true, yes: true })).toMatchObject({
      code: 2,
      err: expect.stringContaining('[recovery-unfinished]'),
    });
  });

  it('that is kept elsewhere is named in what leads on', async () => {
    const { cloud, id, path } = await interrupted();
    expect(await cloud.recover(id, { apply: true, yes: true, journal: path })).toMatchObject({
      code: 2,
      hint: expect.stringContaining(`ena recover --resume --journal ${path} ${id}.`),
    });
  });

  it('that another process works by is left to it', async () => {
    const { cloud, id, path } = await interrupted();
    writeFileSync(`${path}.lock`, String(process.pid));
    expect(await cloud.recover(id, { resume: true })).toMatchObject({
      code: 3,
      err: expect.stringContaining('[recovery-busy]'),
    });
  });

  it('whose process is dead is taken over', async () => {
    const { cloud, id, path } = await interrupted();
    writeFileSync(`${path}.lock`, '999999999');
    expect(await cloud.recover(id, { resume: true })).toMatchObject({ code: 0 });
  });

  it('that cannot be written keeps everything from being done', async () => {
    const cloud = await openLabCloud(story);
    const id = cloud.id('kernel-updated');
    mkdirSync(join(cloud.folder, 'taken'));
    const { err } = await cloud.recover(id, { apply: true, yes: true, journal: join(cloud.folder, 'taken') });
    expect(err).toMatch(/\[journal-un(?:readable|writable)\]/);
    expect(writesOf(cloud.ec2)).toEqual([]);
  });
});

it.each([
  ['DescribeAutoScalingInstances', 'no Auto Scaling group will replace it', 'Its Auto Scaling group could not be read'],
] as const)('a plan does not list as checked what %s did not tell', async (action, checked, unchecked) => {
  const asked = await openLabCloud(story);
  expect((await asked.recover(asked.id('kernel-updated'))).out).toContain(checked);
  const denied = await openLabCloud({ ...story, faults: [{ kind: 'denied', action }] });
  const { out } = await denied.recover(denied.id('kernel-updated'));
  expect(out).not.toContain(checked);
  expect(out).toContain(unchecked);
});

it('a plan for an instance whose status checks pass says first that it can be reached', async () => {
  const cloud = await openLabCloud({ preset: ['healthy'] });
  const { out } = await cloud.recover(cloud.id('healthy'));
  expect(out).toMatch(/What it costs\n {2}- Its status checks pass/);
});

describe('nothing is done', () => {
  it.each(['', 'y\n', 'yes\n', 'i-0123456789abcdef0\n'])('when the question is answered with %j', async (typed) => {
    const cloud = await openLabCloud(story);
    const { code, err } = await cloud.recover(cloud.id('kernel-updated'), { apply: true }, typed);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('[not-confirmed]') });
    expect(writesOf(cloud.ec2)).toEqual([]);
  });

  it('by a dry run, which asks of every call', async () => {
    const cloud = await openLabCloud(story);
    const { code, out } = await cloud.recover(cloud.id('kernel-updated'), { 'dry-run': true });
    expect(out.match(/✓ \w+: would succeed/g)).toHaveLength(3);
    expect(code).toBe(0);
    expect(writesOf(cloud.ec2)).toEqual([]);
  });

  it('and a dry run tells what is not permitted', async () => {
    const cloud = await openLabCloud({ ...story, faults: [{ kind: 'denied', action: 'StartInstances' }] });
    expect(await cloud.recover(cloud.id('kernel-updated'), { 'dry-run': true })).toMatchObject({
      code: 1,
      out: expect.stringContaining('✗ StartInstances: would fail (UnauthorizedOperation)'),
    });
  });

  it('when the world changes between the plan and the answer', async () => {
    const cloud = await openLabCloud(story);
    const id = cloud.id('kernel-updated');
    let looks = 0;
    const { on } = cloud;
    const { connect } = on;
    const meddled = {
      ...on,
      connect: async () => {
        const connection = await connect({});
        const ask: typeof connection.ask = async (name, input) => {
          if (name === 'DescribeInstances' && ++looks === 2) {
            await connection.ask('StopInstances', { InstanceIds: [id] });
            await cloud.clock.sleep(60_000);
          }
          return connection.ask(name, input);
        };
        return { ...connection, ask };
      },
    };
    Object.assign(on, meddled);
    expect(await cloud.recover(id, { apply: true, yes: true })).toMatchObject({
      code: 1,
      err: expect.stringContaining('[plan-changed]'),
    });
  });
});
