import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { serveFake } from './serveFake.ts';
import type { PageServer } from './server.ts';

const open: PageServer[] = [];
const serve = async (...options: Parameters<typeof serveFake>) => {
  const served = await serveFake(...options);
  open.push(served.server);
  return served;
};
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

describe('the server', () => {
  test('listens on the loopback only', async () => {
    const { server } = await serve();
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  });

  test('lets a page load nothing from elsewhere, and nobody frame it', async () => {
    const { headers } = await (await serve()).ask('/');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
    expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:|\*/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
  });

  test('refuses a name that somebody else may have bound to this address', async () => {
    const { ask } = await serve();
    expect((await ask('/api/now', { headers: { host: 'evil.example' } })).status).toBe(421);
  });

  test('compresses for who understands', async () => {
    const { ask } = await serve();
    const plain = await ask('/');
    const gzip = await ask('/', { headers: { 'accept-encoding': 'gzip' } });
    const brotli = await ask('/', { headers: { 'accept-encoding': 'gzip, br' } });
    expect(gunzipSync(gzip.body)).toEqual(plain.body);
    expect(brotliDecompressSync(brotli.body)).toEqual(plain.body);
    const refused = await ask('/', { headers: { 'accept-encoding': 'gzip;q=0, br;q=0.0' } });
    expect(refused.headers['content-encoding']).toBeUndefined();
  });

  test('sends nothing that is known already', async () => {
    const { ask } = await serve();
    const { headers } = await ask('/');
    const again = await ask('/', { headers: { 'if-none-match': String(headers.etag) } });
    expect(again).toMatchObject({ status: 304, body: Buffer.alloc(0) });
  });

  test('answers a question about headers with headers', async () => {
    const head = await (await serve()).ask('/', { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, body: Buffer.alloc(0) });
    expect(head.headers['content-length']).toBe('4000');
  });

  test('changes nothing without a lab', async () => {
    const { ask } = await serve();
    expect((await ask('/api/lab', { method: 'POST', body: '{"order":"restart"}' })).status).toBe(405);
    expect((await ask('/api/now', { method: 'DELETE' })).status).toBe(405);
  });

  test('asks for the token everywhere', async () => {
    const { ask } = await serve({ token: 'secret' });
    for (const path of ['/', '/api/now', '/api/events', '/api/report.json', '/nothing']) {
      expect((await ask(path)).status, path).toBe(401);
      expect((await ask(path, { headers: { authorization: 'Bearer wrong' } })).status, path).toBe(401);
    }
    expect((await ask('/api/now', { headers: { authorization: 'Bearer secret' } })).status).toBe(200);
  });

  test.each([
    ['/api/now', 'adapters'],
    ['/api/series?adapter=0000:00:05.0&id=rx_drops&last=60000', 'series'],
    ['/api/explain?words=reset%201', 'meanings'],
    ['/api/report.json', 'schema'],
  ])('answers %s', async (path, key) => {
    const { feed, ask } = await serve();
    feed.sample(99_000, { rx_drops: 3 });
    const { status, body } = await ask(path);
    expect(status).toBe(200);
    expect(JSON.parse(String(body))).toHaveProperty(key);
  });

  test('knows no incident that was not', async () => {
    expect((await (await serve()).ask('/api/report.json?incident=x')).status).toBe(404);
  });

  test('survives whatever is asked', async () => {
    const { ask } = await serve();
    const piece = fc.constantFrom(
      '/',
      '..',
      '%2e%2e',
      '%',
      'api',
      'report.md',
      '?',
      '&',
      'id=',
      'last=NaN',
      '=',
      '__proto__',
      'enter',
      '//',
      '\\',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const { status } = await ask(`/${pieces.join('')}`);
        expect([200, 400, 403, 404]).toContain(status);
      }),
      { numRuns: 150 },
    );
    expect((await ask('/')).status).toBe(200);
  });

  test('survives bytes that are no request', async () => {
    const { server, ask } = await serve();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        await new Promise<void>((resolve) => {
          const socket = connect(server.port, '127.0.0.1', () => socket.end(bytes));
          socket
            .on('error', () => resolve())
            .on('close', () => resolve())
            .resume();
        });
      }),
      { numRuns: 60 },
    );
    expect((await ask('/')).status).toBe(200);
  });
});
