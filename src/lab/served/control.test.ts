import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type AdapterStatus, type ControlRequest, readRequest } from './control.ts';
import { askAdapter } from './controlClient.ts';
import { openControl } from './controlServer.ts';

const folder = mkdtempSync(join(tmpdir(), 'enakit-'));
afterAll(() => rmSync(folder, { recursive: true }));

const status: AdapterStatus = {
  socket: 's',
  mac: '02:00:00:00:00:01',
  network: 'none',
  attached: false,
  linkUp: true,
  queues: { tx: 0, rx: 0 },
  upSeconds: 1,
  resets: [],
  faults: [],
  traffic: {},
};

let sockets = 0;
const opened = async () => {
  const asked: ControlRequest[] = [];
  const server = await openControl(join(folder, `${sockets++}`), (request) => {
    asked.push(request);
    return { ok: true, status };
  });
  return { server, asked };
};

describe('a request', () => {
  const requests: readonly ControlRequest[] = [
    { ask: 'status' },
    { ask: 'inject', fault: 'keep-alive-lost' },
    { ask: 'inject', fault: 'keep-alive-lost', forMs: 0 },
    { ask: 'lift' },
    { ask: 'lift', fault: 'keep-alive-lost' },
  ];

  it.each(requests)('is read as it was written: %j', (request) =>
    expect(readRequest(JSON.stringify(request))).toEqual(request),
  );

  it('is never read out of anything else', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (line) => readRequest(line) === undefined));
    expect(readRequest('{"ask":"inject","fault":"x","forMs":"soon"}')).toBeUndefined();
  });
});

describe('the control socket', () => {
  it('answers', async () => {
    const { server, asked } = await opened();
    expect(await askAdapter(server.path, { ask: 'status' })).toEqual({ ok: true, status });
    expect(asked).toEqual([{ ask: 'status' }]);
    await server.close();
  });

  it('is its owner’s alone', async () => {
    const { server } = await opened();
    expect(statSync(server.path).mode & 0o077).toBe(0);
    await server.close();
  });

  it('refuses what is no request, and goes on', async () => {
    const { server, asked } = await opened();
    const client = connect(server.path);
    const answers = await new Promise<string>((resolve) => {
      let text = '';
      client.on('data', (piece) => {
        text += piece;
        if (text.split('\n').length === 3) resolve(text);
      });
      client.write('nonsense\n{"ask":"status"}\n');
    });
    expect(answers).toMatch(/"ok":false.*\n.*"ok":true/);
    expect(asked).toHaveLength(1);
    client.destroy();
    await server.close();
  });

  it('lets go of a client that sends no end of a line', async () => {
    const { server } = await opened();
    const client = connect(server.path);
    client.on('error', () => {});
    const closed = new Promise((resolve) => client.once('close', resolve));
    client.write('x'.repeat(1 << 16));
    await closed;
    await server.close();
  });

  it('that is not there is said to be so', async () => {
    await expect(askAdapter(join(folder, 'nowhere'), { ask: 'status' })).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
