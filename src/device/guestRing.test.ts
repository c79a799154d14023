import { describe, expect, test } from 'vitest';
import { ownMemory } from '../bus/memory.ts';
import { WindowedMemory } from '../bus/windows.ts';
import { response } from '../spec/wire/admin/entries.ts';
import { Producer } from '../spec/wire/ring.ts';
import { GuestRing } from './guestRing.ts';

const assemble = (size = 0x0040_0020, low = 0x1000) => {
  const memory = new WindowedMemory();
  const page = ownMemory(8192);
  memory.map({ address: 0x1000, ...page });
  const ring = new GuestRing(memory, (place) => new Producer(place), { entryWords: 16, phase: response.fields.phase });
  ring.place('low', low);
  ring.place('size', size);
  return { memory, page, ring };
};

describe('a ring of the guest', () => {
  test('is found where its registers say', () => {
    const { page, ring } = assemble();
    ring.end!.commit(5);
    expect([page.words[0], ring.end!.index, ring.fault]).toEqual([0x0100_0005, 1, undefined]);
  });

  test.each([
    [0x0040_0000, 0x1000, 'depth is no power of two'],
    [0x0040_0003, 0x1000, 'depth is no power of two'],
    [0x0040_8000, 0x1000, 'ring is too deep'],
    [0x0020_0020, 0x1000, 'entries have the wrong size'],
    [0x0040_0020, 0x1001, 'address is odd'],
    [0x0040_0020, 0x2c00, 'ring is not in memory'],
    [0x0040_0020, 0x0000, 'ring is not in memory'],
  ])('of size %i at %i: %s', (size, low, fault) => {
    const { ring } = assemble(size, low);
    expect([ring.end, ring.fault]).toEqual([undefined, fault]);
  });

  test('keeps its count while memory goes away and comes back elsewhere', () => {
    const { memory, page, ring } = assemble();
    ring.end!.commit(1);
    memory.unmap(0x1000);
    expect(ring.end).toBeUndefined();
    const moved = ownMemory(8192);
    memory.map({ address: 0x1000, ...moved });
    ring.end!.commit(2);
    expect([page.words[0]! & 0xff, page.words[16], moved.words[0], moved.words[16]! & 0xff]).toEqual([1, 0, 0, 2]);
  });

  test('begins anew when it is placed anew', () => {
    const { ring } = assemble();
    ring.end!.advance(3);
    ring.fault = 'doorbell runs ahead of the ring';
    expect(ring.end).toBeUndefined();
    ring.place('high', 0);
    expect(ring.end!.index).toBe(0);
  });
});
