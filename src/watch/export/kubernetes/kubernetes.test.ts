import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testNeeding } from '../../../../test/needs.ts';
import { FakeFeed, incidentOf, problemOf } from '../../fakeFeed.ts';
import { FakeReceiver, hastyWorld } from '../delivery/fakeReceiver.ts';
import { apiServerOf, NotInCluster } from './apiServer.ts';
import { exportKubernetes } from './kubernetes.ts';

let nowMs = 0;
let api: FakeReceiver;
let feed: FakeFeed;
let told: string[];

beforeEach(async () => {
  api = await new FakeReceiver().listen();
  feed = new FakeFeed();
  nowMs = 1_700_000_000_000;
  told = [];
});
afterEach(() => api.close());

const started = (server: { url: string; ca?: string } = { url: api.url }) =>
  exportKubernetes(feed, {
    server: { ...server, token: () => 'pod-token' },
    nodeName: 'ip-10-0-0-1',
    now: () => nowMs,
    tell: (sentence) => told.push(sentence),
    world: hastyWorld(),
  });

const conditions = () =>
  api.received.filter(({ method }) => method === 'PATCH').map(({ body }) => JSON.parse(body).status.conditions[0]);

/** Until what was pushed so far has gone out. */
const settled = async (count: number) => {
  while (api.received.length < count) await new Promise<void>((resolve) => setImmediate(resolve));
};

describe('the condition of the node', () => {
  test('tells the gravest problem, and since when it does', async () => {
    const exporting = started();
    await settled(1);
    nowMs += 5000;
    feed.problems = [problemOf('tx-completion-missing', { severity: 'warning' }), problemOf('keep-alive-timeout')];
    feed.round(nowMs);
    await exporting.close();
    expect(conditions()).toEqual([
      expect.objectContaining({ type: 'EnaProblem', status: 'False', reason: 'EnaWorks' }),
      expect.objectContaining({
        status: 'True',
        reason: 'KeepAliveTimeout',
        lastTransitionTime: '2023-11-14T22:13:25.000Z',
      }),
    ]);
    expect(api.received[0]).toMatchObject({
      path: '/api/v1/nodes/ip-10-0-0-1/status',
      headers: { authorization: 'Bearer pod-token', 'content-type': 'application/strategic-merge-patch+json' },
    });
  });

  test('is told again every five minutes, and not in between', async () => {
    const exporting = started();
    await settled(1);
    for (let second = 1; second <= 300; second++) {
      nowMs += 1000;
      feed.round(nowMs);
    }
    await exporting.close();
    expect(conditions()).toHaveLength(2);
    expect(conditions()[1].lastTransitionTime).toBe('2023-11-14T22:13:20.000Z');
    expect(conditions()[1].lastHeartbeatTime).toBe('2023-11-14T22:18:20.000Z');
  });
});

describe('events', () => {
  const posted = () => api.received.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body));

  test('tell what went wrong, with the node as their object', async () => {
    const exporting = started();
    feed.tell({ kind: 'problem-opened', problem: problemOf('keep-alive-timeout') }, nowMs);
    feed.tell({ kind: 'incident-closed', incident: incidentOf({ durationSeconds: 1.5 }) }, nowMs);
    feed.tell({ kind: 'blind', what: 'No root.' }, nowMs);
    await exporting.close();
    expect(posted()).toEqual([
      expect.objectContaining({
        kind: 'Event',
        type: 'Warning',
        reason: 'EnaKeepAliveTimeout',
        involvedObject: { apiVersion: 'v1', kind: 'Node', name: 'ip-10-0-0-1', uid: 'ip-10-0-0-1' },
      }),
      expect.objectContaining({ message: expect.stringContaining('It recovered after 1.5 s.') }),
    ]);
  });

  test('are not told twice when an answer was lost', async () => {
    api.answers = [200, 503, 409];
    const exporting = started();
    await settled(1);
    feed.tell({ kind: 'problem-opened', problem: problemOf('keep-alive-timeout') }, nowMs);
    await settled(3);
    await exporting.close();
    expect(told.at(-1)).toBe('The API server (events) takes what it is sent again.');
  });
});

describe('the API server', () => {
  const env = { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '6443' };
  const folder = () => {
    const root = mkdtempSync(join(tmpdir(), 'enakit-'));
    const account = join(root, 'var/run/secrets/kubernetes.io/serviceaccount');
    mkdirSync(account, { recursive: true });
    return { root, account, [Symbol.dispose]: () => rmSync(root, { recursive: true }) };
  };

  test('is found as pods find it, with a token that is read anew', () => {
    using pod = folder();
    writeFileSync(join(pod.account, 'ca.crt'), 'PEM\n');
    writeFileSync(join(pod.account, 'token'), 'first\n');
    const server = apiServerOf(env, pod.root);
    expect([server.url, server.ca, server.token()]).toEqual(['https://[fd00::1]:6443', 'PEM', 'first']);
    writeFileSync(join(pod.account, 'token'), 'second');
    expect(server.token()).toBe('second');
  });

  test('is not found outside of a cluster', () => {
    using pod = folder();
    expect(() => apiServerOf({}, pod.root)).toThrow(NotInCluster);
    expect(() => apiServerOf(env, pod.root)).toThrow('the pod has no service account (ENOENT)');
  });

  testNeeding(['openssl'], 'is trusted by the certificate of its cluster, and by no other', async () => {
    using pod = folder();
    const [key, cert] = [join(pod.root, 'key.pem'), join(pod.root, 'cert.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
    spawnSync('openssl', [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
      '-keyout',
      key,
      '-out',
      cert,
      ...subject,
    ]);
    const ca = readFileSync(cert, 'utf8');
    const methods: string[] = [];
    const server = createServer({ key: readFileSync(key), cert: ca }, (request, response) => {
      methods.push(request.method ?? '');
      response.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await started({ url, ca }).close();
    expect(methods).toEqual(['PATCH']);
    await started({ url }).close();
    expect(methods).toEqual(['PATCH']);
    expect(told).toEqual([expect.stringContaining('self-signed certificate')]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
