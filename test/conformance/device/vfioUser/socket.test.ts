import { readdirSync, readSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { dmaMap, regionAccess } from '../../../../src/bus/vfioUser/protocol.ts';
import type { ClientMachine } from '../../../../src/bus/vfioUser/testing/clientMachine.ts';
import { ClientSocket, Refused } from '../../../../src/bus/vfioUser/testing/clientSocket.ts';
import { greetingBytes, messageBytes } from '../../../../src/bus/vfioUser/testing/messageBytes.ts';
import type { DeviceOptions } from '../../../../src/device/options.ts';
import { presets } from '../../../../src/device/presets.ts';
import { createEvent } from '../../../../src/native/eventDescriptor.ts';
import { createMemoryFile } from '../../../../src/native/memoryFile.ts';
import { TinyDriver } from '../tinyDriver.ts';
import { type BothEnds, openBothEnds } from './bothEnds.ts';

const openDescriptors = (): number => readdirSync('/proc/self/fd').length;

let ends: BothEnds | undefined;
const open = async (options: DeviceOptions = presets.nitro): Promise<BothEnds> => {
  ends = await openBothEnds(options);
  return ends;
};
afterEach(async () => {
  await ends?.close();
  ends = undefined;
});

const driverOn = (both: BothEnds, machine: ClientMachine): TinyDriver =>
  new TinyDriver({
    port: machine.driver,
    device: both.device,
    until: async (condition, limitMs) => both.until(machine, condition, limitMs),
    close: () => {},
  });

const partings = ({ events }: BothEnds): string[] =>
  events.flatMap((event) => (event.kind === 'disconnected' ? [event.why] : []));

describe('clients', () => {
  test('come and go a hundred times, and leave no descriptor and no memory behind', async () => {
    const both = await open();
    const before = openDescriptors();
    for (let times = 0; times < 100; times++) {
      const machine = both.connect();
      for (let vector = 0; vector < 5; vector++) machine.driver.connect(vector, () => {});
      expect(openDescriptors()).toBeGreaterThan(before);
      both.disconnect(machine);
    }
    expect([openDescriptors(), both.server.connected]).toEqual([before, false]);
    expect(partings(both)).toEqual(Array.from({ length: 100 }, () => 'closed by the client'));
  });

  test('find the device as the one before left it, until they reset it', async () => {
    const both = await open();
    const first = both.connect();
    await driverOn(both, first).start();
    expect(first.driver.read32(0x10)).toBe(first.driver.read32(0x10));
    const place = first.driver.read32(0x58);
    both.disconnect(first);
    const second = both.connect();
    expect(second.driver.read32(0x58)).toBe(place);
    second.reset();
    const driver = driverOn(both, second);
    await driver.start();
    expect((await driver.get(1)).status).toBe(0);
  });

  test('hear of what happened before they listened', async () => {
    const both = await open();
    const machine = both.connect();
    const driver = driverOn(both, machine);
    await driver.start();
    driver.listen();
    await driver.set(26, (entry) => entry.setUint32(24, 1, true));
    both.until(machine, () => false, 1);
    machine.driver.disconnect(0);
    both.device.announce.link(false);
    let rings = 0;
    machine.driver.connect(0, () => rings++);
    expect(both.until(machine, () => rings > 0, 0)).toBe(true);
  });

  test('wait their turn', async () => {
    const both = await open();
    const first = both.connect();
    const waiting = new ClientSocket(both.calls, both.path, () => both.server.turn(0));
    waiting.sendRaw(greetingBytes());
    both.settle();
    expect(first.driver.read32(0)).toBe(0x200);
    both.disconnect(first);
    both.settle();
    expect([both.server.connected, both.events.filter(({ kind }) => kind === 'version').length]).toEqual([true, 2]);
    waiting.close();
  });
});

describe('memory', () => {
  test.each([0, 1])('that is not shared is reached by messages, in version 0.%i', async (minor) => {
    const both = await open();
    const machine = both.connect({ isShared: false, minor });
    const driver = driverOn(both, machine);
    driver.giveResponseAddress();
    expect(await driver.read(0)).toBe(0x200);
    expect(await driver.reset(1)).toBe(true);
    expect(both.events).toContainEqual({ kind: 'memory-by-messages', address: 2 ** 32, sizeBytes: 2 ** 20 });
  });

  test('that is not shared is no place for rings, and the device says so', async () => {
    const both = await open();
    const driver = driverOn(both, both.connect({ isShared: false }));
    const told: unknown[] = [];
    both.device.events = (event) => void told.push(event);
    await driver.start();
    await expect(driver.get(1)).rejects.toThrow('was not answered');
    expect(JSON.stringify(told)).toContain('ring is not in memory');
    expect(both.server.connected).toBe(true);
  });

  test('that is taken away while rings lie in it ends nothing but their work', async () => {
    const both = await open();
    const machine = both.connect();
    const driver = driverOn(both, machine);
    await driver.start();
    machine.unshareAll();
    await expect(driver.get(1)).rejects.toThrow('was not answered');
    expect(machine.driver.read32(0)).toBe(0x200);
  });

  test.each([
    ['a file that is too short', 2 ** 40, 4096],
    ['an odd address', 2 ** 40 + 1, 4096],
    ['no bytes', 2 ** 40, 0],
    ['what wraps', 2 ** 48 - 4096, 8192],
    ['what is shared already', 2 ** 32, 4096],
  ])('is not mapped from %s', async (what, address, sizeBytes) => {
    const both = await open();
    const machine = both.connect();
    const file = createMemoryFile(both.calls, 'short', what.includes('short') ? 0 : 8192);
    expect(() => machine.share(address, sizeBytes, file)).toThrow(Refused);
    both.calls.close(file);
    expect(machine.driver.read32(0)).toBe(0x200);
  });

  test('of five gigabytes is mapped in pieces', async () => {
    const both = await open();
    const machine = both.connect();
    const file = createMemoryFile(both.calls, 'large', 5 * 2 ** 30);
    machine.share(2 ** 40, 5 * 2 ** 30, file);
    const answerAt = 4 * 2 ** 30 - 4;
    machine.driver.write32(0x60, answerAt);
    machine.driver.write32(0x64, 2 ** 8);
    machine.driver.write32(0x5c, 7);
    const answer = Buffer.alloc(8);
    readSync(file, answer, 0, 8, answerAt);
    expect([answer.readUInt16LE(0), answer.readUInt32LE(4)]).toEqual([7, 0x200]);
    both.calls.close(file);
  });

  test('cannot be made smaller by whoever shares it', async () => {
    const both = await open();
    const machine = both.connect();
    const file = createMemoryFile(both.calls, 'shrinks', 8192);
    machine.share(2 ** 40, 8192, file);
    expect(both.calls.ftruncate(file, 0)).toBe(-1);
    both.calls.close(file);
  });
});

describe('a client that means harm', () => {
  const knock = (both: BothEnds) => new ClientSocket(both.calls, both.path, () => both.server.turn(0));

  test.each([
    ['speaks before it greets', messageBytes('reset'), 'did not follow the protocol'],
    ['greets with noise', messageBytes('version', { data: Buffer.from('{{{') }), 'did not follow the protocol'],
    ['sends a message without room for its header', messageBytes('version', { sizeBytes: 8 }), 'message too short'],
    ['sends a message without end', messageBytes('version', { sizeBytes: 2 ** 31 }), 'message too long'],
    ['sends no kind of message', messageBytes('version', { flags: 5 }), 'did not follow the protocol'],
  ])('%s is cut off', async (_, bytes, why) => {
    const both = await open();
    const socket = knock(both);
    socket.sendRaw(bytes);
    both.settle();
    expect(partings(both)).toEqual([why]);
    socket.close();
    expect(both.connect().driver.read32(0)).toBe(0x200);
  });

  test('leaves no descriptor, whatever it sends them with', async () => {
    const both = await open();
    both.disconnect(both.connect());
    const before = openDescriptors();
    const event = createEvent(both.calls);
    const sixteen = Array.from({ length: 16 }, () => event);
    const socket = knock(both);
    socket.sendRaw(greetingBytes(), [event, event]);
    socket.sendRaw(messageBytes('deviceInfo'), sixteen);
    socket.sendRaw(
      messageBytes('dmaMap', {
        puts: [
          [dmaMap.flags, 3],
          [dmaMap.sizeBytes, 4096],
        ],
      }),
      [event],
    );
    socket.sendRaw(messageBytes('regionRead').subarray(0, 20), sixteen);
    both.settle();
    expect(both.server.connected).toBe(true);
    socket.close();
    both.settle();
    both.calls.close(event);
    expect(openDescriptors()).toBe(before);
  });

  test('sends more descriptors than any message has: it is cut off, and they are closed', async () => {
    const both = await open();
    const before = openDescriptors();
    const event = createEvent(both.calls);
    const socket = knock(both);
    socket.sendRaw(
      greetingBytes(),
      Array.from({ length: 30 }, () => event),
    );
    both.settle();
    socket.close();
    both.calls.close(event);
    expect([partings(both), openDescriptors()]).toEqual([['too many descriptors'], before]);
  });

  test('never reads its answers: nothing grows, and nobody stands still', async () => {
    const both = await open();
    const socket = knock(both);
    socket.sendRaw(greetingBytes());
    const puts = [
      [regionAccess.region, 7],
      [regionAccess.lengthBytes, 4096],
    ] as const;
    const question = messageBytes('regionRead', { puts });
    for (let count = 0; count < 5000 && !socket.isGone; count++) {
      socket.sendRaw(question);
      both.server.turn(0);
    }
    expect(both.server.connected).toBe(true);
    socket.close();
    both.settle();
    expect(both.server.connected).toBe(false);
  });

  test('does not answer when it is asked for memory: it is cut off', async () => {
    const both = await open();
    const machine = both.connect({ isShared: false });
    machine.socket.answer = () => {};
    const driver = driverOn(both, machine);
    driver.giveResponseAddress();
    expect(await driver.read(0, 5)).toBeUndefined();
    both.settle();
    expect(partings(both)).toEqual(['did not answer']);
  });

  test('asks for interrupts at what is no event counter: a file, a pipe, a socket', async () => {
    const both = await open();
    const machine = both.connect();
    const file = createMemoryFile(both.calls, 'no event', 4096);
    expect(() => machine.setEvent(0, file)).toThrow(Refused);
    expect(() => machine.setEvent(0, machine.socket.descriptor)).toThrow(Refused);
    both.calls.close(file);
  });
});
