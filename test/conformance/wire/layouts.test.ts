import { describe, expect, test } from 'vitest';
import type { Layout } from '../../../src/spec/wire/field.ts';
import { type Register, Registers } from '../../../src/spec/wire/registers.ts';
import type { Struct } from '../../../src/spec/wire/struct.ts';
import { adminSheet } from './admin.sheet.ts';
import { placeOf, type Transcribed } from './place.ts';
import { registerSheet } from './registers.sheet.ts';
import { ringSheet } from './rings.sheet.ts';
import { adminStructures, ringStructures } from './structures.ts';

const placesOf = (fields: Layout) =>
  Object.fromEntries(Object.entries(fields).map(([name, member]) => [name, placeOf(member)]));

const transcribe = ({ sizeBytes, fields }: Struct): Transcribed => ({ sizeBytes, fields: placesOf(fields) });

/** The bytes of a word that a mask touches end here. */
const lastByteOf = ([byte, extent]: readonly [number, number | string]): number => {
  if (typeof extent === 'number') return byte + Math.ceil((32 - Math.clz32(extent)) / 8);
  return byte + (extent === '48' ? 6 : extent === '64' ? 8 : Number.parseInt(extent, 10));
};

/** Bits that a member takes, by number. */
const bitsOf = ([byte, extent]: readonly [number, number | string]): number[] => {
  if (typeof extent === 'number') {
    return Array.from({ length: 32 }, (_, bit) => bit)
      .filter((bit) => (extent >>> bit) & 1)
      .map((bit) => byte * 8 + bit);
  }
  return Array.from({ length: (lastByteOf([byte, extent]) - byte) * 8 }, (_, bit) => byte * 8 + bit);
};

describe.each([
  ['rings', ringSheet, ringStructures],
  ['the admin queue', adminSheet, adminStructures],
])('the second transcription of %s', (_, sheet, structures) => {
  test('has the same structures', () => expect(Object.keys(sheet).sort()).toEqual(Object.keys(structures).sort()));

  test.each(Object.keys(sheet))('agrees on %s', (name) => {
    expect(transcribe(structures[name]!)).toEqual(sheet[name]);
  });
});

describe('every structure', () => {
  const all = Object.entries({ ...ringStructures, ...adminStructures });

  test.each(all)('%s has no two members on one bit', (_, { fields }) => {
    const bits = Object.values(fields).flatMap((member) => bitsOf(placeOf(member)));
    expect(new Set(bits).size).toBe(bits.length);
  });

  test.each(all)('%s is as large as its members need', (_, { sizeBytes, fields }) => {
    const ends = Object.values(fields).map((member) => lastByteOf(placeOf(member)));
    // Answers of commands count the entry's head too.
    expect(Math.max(0, ...ends)).toBeLessThanOrEqual(sizeBytes);
  });
});

describe('registers', () => {
  const rows = Object.entries<Register>(Registers);

  test('are those of the second transcription', () => {
    expect(
      Object.fromEntries(rows.map(([name, { offset, access, fields }]) => [name, [offset, access, placesOf(fields)]])),
    ).toEqual(
      Object.fromEntries(
        Object.entries(registerSheet).map(([name, [offset, access, masks]]) => [
          name,
          [offset, access, Object.fromEntries(Object.entries(masks).map(([field, mask]) => [field, [0, mask]]))],
        ]),
      ),
    );
  });

  test('stand in the order of offsets', () => {
    const offsets = rows.map(([, { offset }]) => offset);
    expect(offsets).toEqual([...new Set(offsets)].sort((a, b) => a - b));
  });
});
