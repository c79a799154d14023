import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testNeeding } from '../../../../test/needs.ts';
import { FakeFeed, problemOf } from '../../fakeFeed.ts';
import { FakeReceiver, hastyWorld } from '../delivery/fakeReceiver.ts';
import { fits } from './signature.ts';
import { exportWebhook } from './webhook.ts';

const secret = 'a-secret-nobody-must-see';
const nowMs = 1_700_000_000_000;
const told: string[] = [];
let receiver: FakeReceiver;
let feed: FakeFeed;

beforeEach(async () => {
  receiver = await new FakeReceiver().listen();
  feed = new FakeFeed();
  told.length = 0;
});
afterEach(() => receiver.close());

const started = (parts: { secret?: string; path?: string } = { secret }) =>
  exportWebhook(feed, {
    url: `${receiver.url}${parts.path ?? '/hook'}`,
    ...(parts.secret !== undefined && { secret: parts.secret }),
    version: '1.2.3',
    now: () => nowMs,
    tell: (sentence) => told.push(sentence),
    world: hastyWorld(),
  });

const opened = () => feed.tell({ kind: 'problem-opened', problem: problemOf('keep-alive-timeout') }, nowMs);

test('posts what happened, signed so that the receiver can tell', async () => {
  const webhook = started();
  opened();
  await webhook.close();
  const { headers, body } = receiver.received[0]!;
  expect(JSON.parse(body)).toMatchObject({
    schema: 'enakit/happening/1',
    id: 'web-1/boot/1',
    time: '2023-11-14T22:13:20.000Z',
    severity: 'critical',
    happening: { kind: 'problem-opened', problem: { finding: { id: 'keep-alive-timeout' } } },
  });
  const signature = String(headers['ena-signature']);
  expect(fits(signature, secret, body, nowMs, 300_000)).toBe(true);
  expect(fits(signature, secret, `${body} `, nowMs, 300_000)).toBe(false);
  expect(fits(signature, 'another', body, nowMs, 300_000)).toBe(false);
  expect(fits(signature, secret, body, nowMs + 301_000, 300_000)).toBe(false);
});

testNeeding(['openssl'], 'signs what openssl makes of the same bytes', async () => {
  const webhook = started();
  opened();
  await webhook.close();
  const { headers, body } = receiver.received[0]!;
  const [, seconds, mac] = /^t=(\d+),v1=(\w+)$/.exec(String(headers['ena-signature'])) ?? [];
  const { stdout } = spawnSync('openssl', ['dgst', '-sha256', '-hmac', secret], { input: `${seconds}.${body}` });
  expect(stdout.toString()).toContain(`= ${mac}\n`);
});

test('tries again with the same delivery, and keeps the order', async () => {
  receiver.answers = [503, 429];
  const webhook = started();
  opened();
  opened();
  await new Promise<void>((resolve) => setImmediate(resolve));
  while (receiver.received.length < 4) await new Promise<void>((resolve) => setImmediate(resolve));
  await webhook.close();
  expect(receiver.received.map(({ headers }) => headers['ena-delivery'])).toEqual([
    'web-1/boot/1',
    'web-1/boot/1',
    'web-1/boot/1',
    'web-1/boot/2',
  ]);
});

test('signs nothing without a secret', async () => {
  const webhook = started({});
  opened();
  await webhook.close();
  expect(receiver.received[0]?.headers).not.toHaveProperty('ena-signature');
});

test('tells of trouble without the secret, nor the path, which may be one', async () => {
  receiver.answers = [404];
  const webhook = started({ secret, path: '/services/T0/path-secret?key=query-secret' });
  opened();
  await webhook.close();
  expect(told).toEqual([`The webhook at ${receiver.url}/… does not take what it is sent: it answers 404.`]);
  expect(JSON.stringify(receiver.received.map(({ headers, body }) => [headers, body]))).not.toContain(secret);
});
