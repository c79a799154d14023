import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from './host.ts';
import { readRing } from './kernelRing.ts';
import { realHost } from './realHost.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'ena-host-'));
  mkdirSync(join(root, 'proc'));
  writeFileSync(join(root, 'proc/stat'), 'cpu  1 2 3\n');
  symlinkSync('../../bus/pci/drivers/ena', join(root, 'proc/driver'));
  execFileSync('mkfifo', [join(root, 'pipe')]);
});
afterAll(() => rmSync(root, { recursive: true }));

describe('the file system', () => {
  it('begins at the root that was given', async () => {
    const host = realHost({ root });
    expect(Buffer.from(await host.readFile('/proc/stat', 100)).toString()).toBe('cpu  1 2 3\n');
    expect(Buffer.from(await host.readFile('/proc/stat', 5)).toString()).toBe('cpu  ');
    expect((await host.readFolder('/proc')).toSorted()).toEqual(['driver', 'stat']);
    expect(await host.readLink('/proc/driver')).toBe('../../bus/pci/drivers/ena');
    await expect(host.readFile('/nothing', 5)).rejects.toHaveProperty('code', 'ENOENT');
  });

  it('gives files of /proc, whose size is 0, in full', async () => {
    const status = await realHost().readFile('/proc/self/status', 1_000_000);
    expect(Buffer.from(status).toString()).toContain('VmRSS');
  });

  it('opens devices without waiting for what they may have to say', () => {
    const device = realHost({ root }).openRecords('/pipe');
    expect(device.read(8192)).toHaveLength(0);
    device.close();
    expect(() => realHost({ root }).openRecords('/dev/kmsg')).toThrow('ENOENT');
  });

  it('has the kernel log of this machine, or says why not', () => {
    const ring = readRing(realHost());
    if ('refusal' in ring) expect(ring.refusal).toMatch(/^E[A-Z]+$|^no records$/);
    else expect(Buffer.from(ring.records).toString('latin1')).toMatch(/^\d+,\d+,\d+,[^;]+;[^\n]+\n/);
  });
});

describe('what has no record yet', () => {
  const never = new AbortController().signal;
  const longMs = 60_000;
  /** A device whose pipe others write to, and a program that prints what it is told. */
  const sources = {
    device: () => {
      const device = realHost({ root }).openRecords('/pipe');
      const writer = openSync(join(root, 'pipe'), 'w');
      return { device, say: () => void writeSync(writer, 'x'), close: () => closeSync(writer) };
    },
    program: () => {
      const path = join(root, 'said');
      writeFileSync(path, '');
      const device = realHost().openProgram('tail', ['-f', path]);
      return { device, say: () => appendFileSync(path, 'x'), close: () => {} };
    },
  };

  for (const [name, open] of Object.entries(sources)) {
    it(`is awaited until it is there: a ${name}`, async () => {
      const { device, say, close } = open();
      expect(() => device.read(10)).toThrow(expect.objectContaining({ code: 'EAGAIN' }));
      const awaited = device.awaited?.(longMs, never);
      say();
      await awaited;
      expect(String(device.read(10))).toBe('x');
      device.close();
      close();
    });

    it(`is awaited no longer than was said, and only until the signal: a ${name}`, async () => {
      const { device, say, close } = open();
      await device.awaited?.(20, never);
      for (let time = 0; time < 3; time++) {
        const stop = new AbortController();
        const awaited = device.awaited?.(longMs, stop.signal);
        stop.abort();
        await awaited;
      }
      await device.awaited?.(longMs, AbortSignal.abort());
      const awaited = device.awaited?.(longMs, never);
      say();
      await awaited;
      expect(String(device.read(10))).toBe('x');
      await device.awaited?.(20, never);
      device.close();
      close();
    });
  }
});

describe('a program', () => {
  const bounds = { timeoutMs: 10_000, stdoutBytes: 1000 };
  const node = (code: string, of: Partial<typeof bounds> = {}) =>
    realHost().run(process.execPath, ['-e', code], { ...bounds, ...of });

  it('has its output and exit code told', async () => {
    const ran = await node('console.log("out"); console.error("err"); process.exitCode = 3');
    expect({ ...ran, stdout: String(ran.stdout) }).toEqual({ stdout: 'out\n', stderr: 'err\n', exitCode: 3 });
  });

  it('speaks English and finds the tools of administrators', async () => {
    const ran = await node('console.log(process.env.LC_ALL, process.env.PATH.split(":").includes("/usr/sbin"))');
    expect(String(ran.stdout)).toBe('C true\n');
  });

  it('is stopped when it takes too long', async () => {
    expect(await node('for (;;);', { timeoutMs: 50 })).toHaveProperty('exitCode', undefined);
  });

  it('is not waited for when it was stopped and what it had started still holds its output', async () => {
    const ran = await node(
      `const { spawn } = require('node:child_process');
      console.log(spawn('sleep', ['30'], { stdio: 'inherit' }).pid);
      for (;;) console.log('x'.repeat(1000));`,
      { stdoutBytes: 5000 },
    );
    const sleeper = Number.parseInt(String(ran.stdout), 10);
    // Throws where it is gone, which it is when its end was waited for.
    expect(process.kill(sleeper)).toBe(true);
  });

  it('is stopped when it prints too much; what it printed is kept up to the bound', async () => {
    const ran = await node('for (;;) console.log("x".repeat(1000))', { stdoutBytes: 5000 });
    expect(ran.exitCode).toBeUndefined();
    expect(ran.stdout).toHaveLength(5000);
  });

  it('that is not there is an error', async () => {
    const failed = await realHost()
      .run('no-such-program', [], bounds)
      .catch((thrown: unknown) => codeOf(thrown));
    expect(failed).toBe('ENOENT');
  });
});

describe('a request', () => {
  const server = createServer((asked, response) => {
    if (asked.url === '/long') response.end('x'.repeat(100_000));
    else if (asked.url !== '/silent') response.writeHead(201).end(`${asked.method} ${asked.headers['x-token']}`);
  });
  let url: string;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const ask = (path: string, timeoutMs = 10_000) =>
    realHost().request({ url: url + path, method: 'PUT', headers: { 'X-Token': 'abc' }, timeoutMs, mostBytes: 4096 });

  it('is answered', async () => {
    expect(await ask('/')).toEqual({ status: 201, body: 'PUT abc' });
  });

  it('goes past the proxies of the environment', async () => {
    const names = ['http_proxy', 'HTTP_PROXY', 'NODE_USE_ENV_PROXY'];
    const before = names.map((name) => process.env[name]);
    for (const name of names) process.env[name] = name.startsWith('NODE') ? '1' : 'http://127.0.0.1:1';
    try {
      expect(await ask('/')).toHaveProperty('status', 201);
    } finally {
      for (const [at, name] of names.entries()) {
        if (before[at] === undefined) delete process.env[name];
        else process.env[name] = before[at];
      }
    }
  });

  it('that nobody answers ends in time', async () => {
    await expect(ask('/silent', 20)).rejects.toHaveProperty('code', 'ETIMEDOUT');
  });

  it('that is answered at length is given up', async () => {
    await expect(ask('/long')).rejects.toHaveProperty('code', 'EMSGSIZE');
  });
});

describe('sleeping', () => {
  it('ends by itself, or with the reason to stop', async () => {
    const host = realHost();
    await expect(host.sleep(0)).resolves.toBeUndefined();
    const reason = new Error('enough');
    await expect(host.sleep(86_400_000, AbortSignal.abort(reason))).rejects.toBe(reason);
    const stop = new AbortController();
    const asleep = host.sleep(86_400_000, stop.signal);
    stop.abort(reason);
    await expect(asleep).rejects.toBe(reason);
  });
});
