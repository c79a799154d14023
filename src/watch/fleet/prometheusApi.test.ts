import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PrometheusRefused, PrometheusUnreachable } from './problems.ts';
import { prometheusApi } from './prometheusApi.ts';

let answer: { status: number; text: string };
let asked: { url: string; authorization: string; tenant: string; body: string };
let url: string;
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { authorization = '', 'x-scope-orgid': tenant = '' } = request.headers;
  asked = { url: request.url ?? '', authorization, tenant: String(tenant), body: Buffer.concat(chunks).toString() };
  response.writeHead(answer.status);
  response.end(answer.text);
});

beforeEach(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  answer = { status: 200, text: '{"status":"success","data":{"resultType":"vector","result":[]}}' };
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

test('asks under the path it is given, with token, tenant and time', async () => {
  const query = prometheusApi({ url: `${url}/prometheus/`, token: 't', tenant: 'a', atSeconds: 12.5 });
  expect(await query('up == 0')).toEqual([]);
  expect(asked).toEqual({
    url: '/prometheus/api/v1/query',
    authorization: 'Bearer t',
    tenant: 'a',
    body: 'query=up+%3D%3D+0&time=12.5',
  });
});

test('reads labels and values, those that are no numbers too', async () => {
  const result = [{ metric: { job: 'ena' }, value: [1, '2.5'] }, { metric: {}, value: [1, '+Inf'] }, {}];
  answer.text = JSON.stringify({ status: 'success', data: { resultType: 'vector', result } });
  expect(await prometheusApi({ url })('up')).toEqual([
    { labels: { job: 'ena' }, value: 2.5 },
    { labels: {}, value: Number.NaN },
    { labels: {}, value: Number.NaN },
  ]);
});

test('tells why a query is refused', async () => {
  answer = { status: 422, text: '{"status":"error","error":"query processing would load too many samples"}' };
  await expect(prometheusApi({ url })('up')).rejects.toThrow(PrometheusRefused);
  await expect(prometheusApi({ url })('up')).rejects.toThrow('too many samples');
  answer = { status: 401, text: '<html>' };
  await expect(prometheusApi({ url })('up')).rejects.toThrow('it answers 401');
});

test.each([
  '',
  '<html>',
  'null',
  '[]',
  '{"status":"success"}',
  '{"status":"success","data":{"resultType":"matrix","result":[]}}',
])('does not take %j for an answer', async (text) => {
  answer.text = text;
  await expect(prometheusApi({ url })('up')).rejects.toThrow(PrometheusUnreachable);
});

test('tells that nobody answers without the password in the URL', async () => {
  const refused = prometheusApi({ url: 'http://user:hunter2@127.0.0.1:1/secret' })('up');
  await expect(refused).rejects.toThrow('no Prometheus answers at http://127.0.0.1:1/…: ECONNREFUSED');
});
