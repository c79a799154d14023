import { get, type IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { problemOf } from '../fakeFeed.ts';
import { serveFake } from './serveFake.ts';
import type { PageServer } from './server.ts';
import type { StreamEvent } from './wire.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

interface Told {
  readonly id: string | undefined;
  readonly event: StreamEvent;
}

/** Listens as a browser does, and gives what was told so far. */
const listen = async ({ port }: PageServer, headers: Readonly<Record<string, string>> = {}) => {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ port, path: '/api/events', headers, agent: false }, resolve).on('error', reject);
  });
  open.push({ close: () => response.destroy() });
  const told: Told[] = [];
  let text = '';
  const stream = response.headers['content-encoding'] === 'gzip' ? response.pipe(createGunzip()) : response;
  stream.on('data', (chunk: Buffer) => {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop()!;
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (data !== undefined) told.push({ id: /^id: (.*)$/m.exec(block)?.[1], event: JSON.parse(data) as StreamEvent });
    }
  });
  stream.on('error', () => undefined);
  return { response, told, kinds: () => told.map(({ event }) => event.kind) };
};

const serve = async () => {
  const served = await serveFake();
  open.push(served.server);
  served.feed.sample(1000, { rx_drops: 1 });
  return served;
};

describe('the stream', () => {
  test.each([{}, { 'accept-encoding': 'gzip' }])('begins with everything as it is, with %o', async (headers) => {
    const { server } = await serve();
    const { told, kinds } = await listen(server, headers);
    await expect.poll(kinds).toEqual(['snapshot']);
    expect(told[0]!.event).toMatchObject({
      snapshot: { adapters: [{ names: ['rx_drops'], values: [1], sampledMs: 1000 }] },
    });
  });

  test('tells what happens from then on', async () => {
    const { feed, server } = await serve();
    const { kinds } = await listen(server);
    await expect.poll(kinds).toHaveLength(1);
    feed.tell({ kind: 'problem-opened', problem: problemOf('x') }, 2000);
    await expect.poll(kinds).toContain('happened');
  });

  test('goes on after the last event that was seen', async () => {
    const { feed, server } = await serve();
    const first = await listen(server);
    await expect.poll(first.kinds).toHaveLength(1);
    const { id } = first.told[0]!;
    first.response.destroy();
    const { told } =
      feed.tell({ kind: 'blind', what: 'once' }, 2000) && (await listen(server, { 'last-event-id': id! }));
    await expect.poll(() => told.map(({ event }) => event.kind)).toContain('happened');
    expect(told.map(({ event }) => event.kind)).not.toContain('snapshot');
  });

  test.each(['another.5', 'nonsense', '', `${'x'.repeat(500)}.1`])('begins anew for who saw %s last', async (id) => {
    const { server } = await serve();
    const { kinds } = await listen(server, { 'last-event-id': id });
    await expect.poll(kinds).toEqual(['snapshot']);
  });

  test('is open to so many pages and no more', async () => {
    const { server, ask } = await serve();
    for (let i = 0; i < 32; i++) await listen(server);
    expect((await ask('/api/events')).status).toBe(503);
  });
});
