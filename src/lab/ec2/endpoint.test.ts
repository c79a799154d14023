import { request } from 'node:http';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { conclude } from '../conclude.ts';
import { ManualClock } from './clock.ts';
import { type Ec2, type Ec2Options, startEc2 } from './startEc2.ts';

const authorization = `AWS4-HMAC-SHA256 Credential=A/20260724/eu-central-1/ec2/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`;

let ec2: Ec2;
let clock: ManualClock;
const start = async (options: Ec2Options = {}) => {
  await ec2?.close();
  clock = new ManualClock();
  ec2 = await startEc2({ clock, preset: ['healthy', 'kernel-updated'], ...options });
};
beforeEach(() => start());
afterEach(() => ec2.close());

interface Heard {
  readonly status: number;
  readonly text: string;
}

const post = (body: string | Uint8Array, headers: Record<string, string> = { authorization }): Promise<Heard> =>
  new Promise((resolve, reject) => {
    const sent = request(ec2.url, { method: 'POST', headers, agent: false }, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, text });
    });
    sent.on('error', reject);
    sent.end(body);
  });

const ask = (action: string, parameters: Record<string, string> = {}, version = '2016-11-15') =>
  post(new URLSearchParams({ Action: action, Version: version, ...parameters }).toString());

const codeOf = ({ text }: Heard): string | undefined => /<Code>(.*?)<\/Code>/.exec(text)?.[1];
const elementOf = (name: string, { text }: Heard): string | undefined =>
  new RegExp(`<${name}>(.*?)</${name}>`).exec(text)?.[1];
const named = (story: 'healthy' | 'kernel-updated') => ({ 'InstanceId.1': ec2.instanceIds[story]! });

describe('a request', () => {
  test('without a signature is refused as EC2 refuses it', async () => {
    const { status, text } = await post('Action=DescribeInstances&Version=2016-11-15', {});
    expect(status).toBe(400);
    expect(text).toMatch(/<Response><Errors><Error><Code>MissingParameter<\/Code><Message>.*AWSAccessKeyId/);
  });

  test.each([
    ['AuthFailure', () => post('Action=DescribeInstances&Version=2016-11-15', { authorization: 'Basic YTpi' })],
    [
      'AuthFailure',
      () =>
        post('Action=DescribeInstances&Version=2016-11-15', {
          authorization: authorization.replace('eu-central', 'eu-nowhere'),
        }),
    ],
    ['NoSuchVersion', () => ask('DescribeInstances', {}, '1999-01-01')],
    ['InvalidAction', () => ask('MakeCoffee')],
    ['InvalidAction', () => ask('EnterStandby')],
    ['UnknownParameter', () => ask('DescribeInstances', { Colour: 'red' })],
    ['UnknownParameter', () => ask('DescribeInstances', { 'InstanceId.x': 'i-1' })],
    ['MissingParameter', () => ask('StopInstances')],
    ['InvalidParameterValue', () => ask('StopInstances', { ...named('healthy'), Force: 'perhaps' })],
    ['InvalidParameterValue', () => ask('DescribeInstances', { 'Filter.1.Name': 'colour', 'Filter.1.Value.1': 'red' })],
    ['InvalidParameterValue', () => ask('DescribeInstances', { MaxResults: '4' })],
    ['InvalidParameterValue', () => ask('DescribeInstances', { NextToken: 'bm9uc2Vuc2U' })],
    ['InvalidParameterCombination', () => ask('DescribeInstances', { MaxResults: '5', ...named('healthy') })],
    ['RequestEntityTooLarge', () => post(new Uint8Array(2_000_000).fill(0x61))],
  ])('is refused with %s', async (code, send) => {
    expect(codeOf(await send())).toBe(code);
  });

  test('of another region sees another world', async () => {
    const elsewhere = { authorization: authorization.replace('eu-central-1', 'us-east-1') };
    const { text } = await post('Action=DescribeInstances&Version=2016-11-15', elsewhere);
    expect(text).toContain('<reservationSet></reservationSet>');
  });

  test('is answered whatever it is, and the endpoint goes on', async () => {
    const piece = fc.oneof(
      fc.constantFrom('Action=RunInstances', '&', 'Filter.1.', 'InstanceId.1=', '=', '%', '..', '\0'),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece), async (pieces) => {
        const { status } = await post(`Version=2016-11-15&Action=DescribeInstances${pieces.join('')}`);
        expect([200, 400, 404, 405]).toContain(status);
      }),
      { numRuns: 50 },
    );
    expect((await ask('DescribeInstances')).status).toBe(200);
  });
});

describe('a dry run', () => {
  test('changes nothing, and looks at no state', async () => {
    const id = ec2.instanceIds.healthy!;
    const parameters = { InstanceId: id, 'EnaSupport.Value': 'false', DryRun: 'true' };
    const heard = await ask('ModifyInstanceAttribute', parameters);
    expect([heard.status, codeOf(heard)]).toEqual([412, 'DryRunOperation']);
    expect(ec2.world.instances[id]!.enaSupport).toBe(true);
  });

  test('finds out what does not exist', async () => {
    expect(codeOf(await ask('StartInstances', { 'InstanceId.1': 'i-0123456789abcdef0', DryRun: 'true' }))).toBe(
      'InvalidInstanceID.NotFound',
    );
  });
});

describe('faults', () => {
  test('refuse as many calls as they were told', async () => {
    ec2.faults.lay({ kind: 'throttle', action: 'Describe*', skips: 1, times: 1 });
    const codes = [await ask('DescribeInstances'), await ask('DescribeVolumes'), await ask('DescribeInstances')].map(
      codeOf,
    );
    expect(codes).toEqual([undefined, 'RequestLimitExceeded', undefined]);
  });

  test('cut the connection before a call acts, or after', async () => {
    const id = ec2.instanceIds.healthy!;
    ec2.faults.lay({ kind: 'drop', times: 1 });
    await expect(ask('StopInstances', named('healthy'))).rejects.toThrow();
    expect(ec2.world.instances[id]!.state).toBe('running');
    ec2.faults.lay({ kind: 'lose', times: 1 });
    await expect(ask('StopInstances', named('healthy'))).rejects.toThrow();
    expect(ec2.world.instances[id]!.state).toBe('stopping');
    expect(ec2.calls.map(({ outcome }) => outcome)).toEqual(['cut', 'cut']);
  });

  test('let a start fall back to stopped, with its reason', async () => {
    await ask('StopInstances', named('healthy'));
    clock.advance(60_000);
    ec2.faults.lay({ kind: 'falls-back', times: 1 });
    expect(elementOf('name', await ask('StartInstances', named('healthy')))).toBe('pending');
    clock.advance(60_000);
    const after = await ask('DescribeInstances', named('healthy'));
    expect(after.text).toContain('<instanceState><code>80</code><name>stopped</name></instanceState>');
    expect(after.text).toContain('<stateReason><code>Client.InternalError</code>');
  });

  test('let reads lag behind', async () => {
    await start({ lagMs: 5000 });
    await ask('StopInstances', named('healthy'));
    expect((await ask('DescribeInstances', named('healthy'))).text).toContain('<name>running</name>');
    clock.advance(6000);
    expect((await ask('DescribeInstances', named('healthy'))).text).toContain('<name>stopping</name>');
  });
});

test('hooks see each call before and after, and may cut it', async () => {
  const seen: string[] = [];
  await start({
    beforeCall: ({ action, outcome }) => void seen.push(`${action} ${outcome}`),
    afterCall: ({ outcome }) => {
      seen.push(String(outcome));
      return 'drop';
    },
  });
  await expect(ask('DescribeInstances')).rejects.toThrow();
  expect(seen).toEqual(['DescribeInstances undefined', 'ok']);
});

describe('what is installed', () => {
  test('is changed beside the API, and boots next', async () => {
    const id = ec2.instanceIds['kernel-updated']!;
    const response = await fetch(`${ec2.url}/lab/guests/${id}`, { method: 'POST', body: 'hasEna=true' });
    expect(await response.json()).toMatchObject({ hasEna: true });
    await ask('RebootInstances', named('kernel-updated'));
    clock.advance(300_000);
    expect((await ask('DescribeInstanceStatus', named('kernel-updated'))).text).toContain('<status>passed</status>');
  });
});

test('a console holds what the doctor needs to say why', async () => {
  const output = elementOf(
    'output',
    await ask('GetConsoleOutput', { InstanceId: ec2.instanceIds['kernel-updated']! }),
  )!;
  const report = conclude([{ name: 'console', text: Buffer.from(output, 'base64').toString() }], () => new Date(0));
  expect(report.findings.map(({ id }) => id)).toContain('module-missing-for-kernel');
});
