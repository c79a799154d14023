import { describe, expect, test } from 'vitest';
import { capabilities } from '../../../src/spec/wire/admin/attributes.ts';
import { commands, setPayloadWord } from '../../../src/spec/wire/admin/commands.ts';
import { responsePayloadWord } from '../../../src/spec/wire/admin/entries.ts';
import { wireFeatures } from '../../../src/spec/wire/admin/features.ts';
import { completionWords, directions, placements } from '../../../src/spec/wire/admin/queues.ts';
import { hashedProtocols, hashFunctions } from '../../../src/spec/wire/admin/rss.ts';
import { statisticTypes } from '../../../src/spec/wire/admin/statistics.ts';
import { eventGroups, eventPayloadWord } from '../../../src/spec/wire/aenq.ts';
import { type Area, areaIndex, areaOffset, areas } from '../../../src/spec/wire/areas.ts';
import { l3Protocols, l4Protocols } from '../../../src/spec/wire/descriptors.ts';
import { driverFeatures, osTypes } from '../../../src/spec/wire/hostInfo.ts';
import { entrySizes, headerLocations, maxHeaderBytes, strides } from '../../../src/spec/wire/llq.ts';
import { bars, identities, msix, vendorId } from '../../../src/spec/wire/pci.ts';
import { Registers, unanswered } from '../../../src/spec/wire/registers.ts';

const numbers = <T extends object>(rows: T, key: string) =>
  Object.values(rows).map((row: Record<string, unknown>) => row[key]);

describe('the second transcription agrees on', () => {
  test('opcodes', () => expect(numbers(commands, 'opcode')).toEqual([1, 2, 3, 4, 8, 9, 11]));

  test('features', () =>
    expect(numbers(wireFeatures, 'id').sort((a, b) => Number(a) - Number(b))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 14, 18, 20, 26, 27, 28, 29, 30, 31,
    ]));

  test('statistics, event groups and bits', () => {
    expect(numbers(statisticTypes, 'type')).toEqual([0, 1, 2, 3, 4]);
    expect(numbers(eventGroups, 'id')).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(numbers(capabilities, 'bit')).toEqual([0, 1, 2, 3, 4]);
    expect(numbers(driverFeatures, 'bit')).toEqual([0, 1, 2, 3, 4, 6, 7, 8, 9]);
    expect(Object.values(osTypes)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('where payloads begin', () =>
    expect([responsePayloadWord * 4, setPayloadWord * 4, eventPayloadWord * 4]).toEqual([8, 20, 16]));

  test('queues', () =>
    expect({ directions, placements, completionWords }).toEqual({
      directions: { tx: 1, rx: 2 },
      placements: { host: 1, device: 3 },
      completionWords: { tx: 2, txExtended: 4, rx: 4, rxExtended: 8 },
    }));

  test('LLQ', () => {
    expect(entrySizes.map(({ code, sizeBytes }) => [code, sizeBytes])).toEqual([
      [1, 128],
      [2, 192],
      [4, 256],
    ]);
    expect({ ...headerLocations, ...strides }).toEqual({ inline: 1, headerRing: 2, single: 1, multiple: 2 });
    expect(
      [128, 256].map((entryBytes) => maxHeaderBytes({ entryBytes, descriptorsBeforeHeader: 2, stride: 2 })),
    ).toEqual([96, 224]);
  });

  test('protocols and hashes', () => {
    expect(l3Protocols).toEqual({ unknown: 0, ipv4: 8, ipv6: 11, fcoe: 21, roce: 22 });
    expect(l4Protocols).toEqual({ unknown: 0, tcp: 12, udp: 13, routableRoce: 23 });
    expect(hashFunctions).toEqual({ toeplitz: 2, crc32: 4 });
    expect(numbers(hashedProtocols, 'index')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('PCI', () => {
    expect(vendorId).toBe(0x1d0f);
    expect(numbers(identities, 'deviceId')).toEqual([0x0ec2, 0x1ec2, 0xec20, 0xec21, 0x0051]);
    expect([bars.registers.index, bars.llq.index, msix.managementVector, msix.firstQueueVector]).toEqual([0, 2, 0, 1]);
  });
});

describe('a fresh device', () => {
  test('holds all ones in no register, and values every driver takes', () => {
    expect(numbers(Registers, 'resetValue')).not.toContain(unanswered);
    // 3 s for a reset, 48 bits of address.
    expect(Registers.capabilities.resetValue).toBe((30 << 1) | (48 << 8));
  });
});

describe('areas of registers', () => {
  const all = Object.values<Area>(areas);
  const end = ({ base, stride, count }: Area) => base + stride * count;

  test('lie in BAR0, above the fixed registers, apart from each other', () => {
    for (const area of all) {
      expect(area.base).toBeGreaterThan(0x100);
      expect(end(area)).toBeLessThanOrEqual(bars.registers.sizeBytes);
      for (const other of all)
        if (other !== area) expect(area.base >= end(other) || other.base >= end(area)).toBe(true);
    }
  });

  test.each(Object.entries<Area>(areas))('%s: each offset leads back to its queue', (_, area) => {
    for (let index = 0; index < area.count; index++) expect(areaIndex(area, areaOffset(area, index))).toBe(index);
    expect([areaIndex(area, area.base - 4), areaIndex(area, end(area)), areaIndex(area, area.base + 1)]).toEqual([
      -1, -1, -1,
    ]);
  });
});
