import { afterEach, describe, expect, test } from 'vitest';
import { dmaMap, regionAccess } from '../../../../src/bus/vfioUser/protocol.ts';
import { ClientSocket, Refused } from '../../../../src/bus/vfioUser/testing/clientSocket.ts';
import { greetingBytes, messageBytes } from '../../../../src/bus/vfioUser/testing/messageBytes.ts';
import type { DeviceOptions } from '../../../../src/device/options.ts';
import { presets } from '../../../../src/device/presets.ts';
import { createEvent } from '../../../../src/native/eventDescriptor.ts';
import { createMemoryFile } from '../../../../src/native/memoryFile.ts';
import { type BothEnds, driverOn, openBothEnds, openDescriptors, partings } from './bothEnds.ts';

let ends: BothEnds | undefined;
const open = async (options: DeviceOptions = presets.nitro): Promise<BothEnds> => {
  ends = await openBothEnds(options);
  return ends;
};
afterEach(async () => {
  await ends?.close();
  ends = undefined;
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
