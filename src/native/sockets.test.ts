import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DescriptorChannel, wouldBlock } from './descriptorChannel.ts';
import { adoptEvent, createEvent, signalEvent, takeEvent } from './eventDescriptor.ts';
import { offHeap } from './libc.ts';
import { createMemoryFile } from './memoryFile.ts';
import { Readiness, readable, writable } from './readiness.ts';
import { loadSystemCalls, type SystemCalls } from './systemCalls.ts';
import { connectUnix, hangUp, UnixListener } from './unixSocket.ts';

const folder = mkdtempSync(join(tmpdir(), 'enakit-native-'));
const path = join(folder, 'socket');
let calls: SystemCalls;
beforeAll(async () => {
  calls = await loadSystemCalls();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Both ends of a connection. */
const connected = () => {
  const listener = new UnixListener(calls, path);
  const near = new DescriptorChannel(calls, connectUnix(calls, path));
  const far = new DescriptorChannel(calls, listener.accept()!);
  const close = () => {
    near.close();
    far.close();
    listener.close();
  };
  return { near, far, close };
};

describe.runIf(process.platform === 'linux')('a channel', () => {
  test('carries bytes, and descriptors beside them that mean the same', () => {
    const { near, far, close } = connected();
    const event = createEvent(calls);
    expect(near.send(Buffer.from('hello'), 5, [event, event])).toBe(5);
    const target = offHeap(100);
    const came: number[] = [];
    expect([far.receive(target, 10, came), Buffer.from(target.subarray(10, 15)).toString()]).toEqual([5, 'hello']);
    expect(came).toHaveLength(2);
    signalEvent(calls, came[1]!);
    expect([takeEvent(calls, event), takeEvent(calls, event)]).toEqual([true, false]);
    for (const descriptor of [...came, event]) calls.close(descriptor);
    close();
  });

  test('never waits, tells when the other end is gone, and ends no process by a signal', () => {
    const { near, far, close } = connected();
    const target = offHeap(10);
    expect(far.receive(target, 0, [])).toBe(wouldBlock);
    const bytes = offHeap(2 ** 20);
    let sent = 0;
    while (sent >= 0) sent = near.send(bytes, bytes.length);
    expect(sent).toBe(wouldBlock);
    hangUp(calls, far.descriptor);
    expect(near.send(bytes, 1)).toBe(-constants.errno.EPIPE);
    close();
  });

  test('takes the place of a socket that was left behind, and leaves none', () => {
    const first = new UnixListener(calls, path);
    calls.close(first.descriptor);
    new UnixListener(calls, path).close();
    expect(readdirSync(folder)).toEqual([]);
    expect(() => connectUnix(calls, path)).toThrow('ENOENT');
  });

  test('leaves a socket that is served, and whatever is no socket', () => {
    const first = new UnixListener(calls, path);
    expect(() => new UnixListener(calls, path)).toThrow('EADDRINUSE');
    first.close();
    writeFileSync(path, 'somebody’s notes');
    expect(() => new UnixListener(calls, path)).toThrow('EADDRINUSE');
    expect(readFileSync(path, 'utf8')).toBe('somebody’s notes');
    rmSync(path);
  });

  test.each(['', 'x'.repeat(108)])('has a path that fits: not %j', (name) => {
    expect(() => new UnixListener(calls, name)).toThrow(RangeError);
  });
});

describe.runIf(process.platform === 'linux')('readiness', () => {
  test('is told of each, and a wait ends by itself', async () => {
    const { near, far, close } = connected();
    const event = createEvent(calls);
    const set = new Readiness(calls, [
      { descriptor: event, events: readable },
      { descriptor: near.descriptor, events: writable },
      { descriptor: far.descriptor, events: readable },
    ]);
    expect([set.wait(0), set.of(0), set.of(1), set.of(2)]).toEqual([1, 0, writable, 0]);
    signalEvent(calls, event);
    near.send(offHeap(1), 1);
    expect([await set.waitAside(1000), set.of(0), set.of(2)]).toEqual([3, readable, readable]);
    const quiet = new Readiness(calls, [{ descriptor: near.descriptor, events: readable }]);
    const beganMs = performance.now();
    expect([quiet.wait(2.5), await quiet.waitAside(1)]).toEqual([0, 0]);
    expect(performance.now() - beganMs).toBeGreaterThanOrEqual(3);
    calls.close(event);
    close();
  });
});

describe.runIf(process.platform === 'linux')('an event', () => {
  test('is adopted from others only if it is one', () => {
    const event = createEvent(calls);
    const file = createMemoryFile(calls, 'no event', 1);
    expect([adoptEvent(calls, event), adoptEvent(calls, file), adoptEvent(calls, 9999)]).toEqual([true, false, false]);
    calls.close(event);
    calls.close(file);
  });
});
