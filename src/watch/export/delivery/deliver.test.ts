import { type AddressInfo, createServer } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deliver, judgeReply } from './deliver.ts';
import { FakeReceiver } from './fakeReceiver.ts';
import { ask } from './request.ts';
import { shownUrl } from './shownUrl.ts';

let receiver: FakeReceiver;
beforeEach(async () => {
  receiver = await new FakeReceiver().listen();
});
afterEach(() => receiver.close());

const reply = (status: number, headers = {}) => judgeReply({ status, headers, text: '' }, 0);

test('takes 2xx as taken, what passes as later, the rest as refused', () => {
  expect([200, 204, 429, 503, 301, 400, 401].map((status) => reply(status).as)).toEqual([
    'taken',
    'taken',
    'later',
    'later',
    'refused',
    'refused',
    'refused',
  ]);
});

test('reads Retry-After in seconds and as a date, and nothing else', () => {
  expect(reply(429, { 'retry-after': '7' })).toMatchObject({ afterMs: 7000 });
  expect(reply(503, { 'retry-after': 'Thu, 01 Jan 1970 00:01:00 GMT' })).toMatchObject({ afterMs: 60_000 });
  expect(reply(503, { 'retry-after': 'soon' })).not.toHaveProperty('afterMs');
});

test('sends JSON with its length', async () => {
  await deliver({ method: 'POST', url: `${receiver.url}/x`, body: '{"ü":1}' }, 0);
  expect(receiver.received).toMatchObject([
    {
      method: 'POST',
      path: '/x',
      body: '{"ü":1}',
      headers: { 'content-type': 'application/json', 'content-length': '8' },
    },
  ]);
});

test('reads no answer that is longer than it may be', async () => {
  const question = { method: 'GET', url: receiver.url, timeoutMs: 5000, mostBytes: 1 } as const;
  await expect(ask(question)).rejects.toThrow('the answer is longer than 1 bytes');
});

test('waits no longer than it may', async () => {
  const silent = createServer((socket) => socket.resume());
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  await expect(ask({ method: 'GET', url, timeoutMs: 20, mostBytes: 1 })).rejects.toThrow('no answer in 20 ms');
  await new Promise((resolve) => silent.close(resolve));
});

test('shows of a URL nothing that may be a secret', () => {
  expect(shownUrl('https://user:password@hooks.example.com:8443/services/T0/secret?key=1')).toBe(
    'https://hooks.example.com:8443/…',
  );
  expect(shownUrl('http://127.0.0.1:4318')).toBe('http://127.0.0.1:4318');
});
