import { describe, expect, expectTypeOf, test } from 'vitest';
import { adminOpcodes } from '../adminOpcodes.ts';
import { features } from '../features.ts';
import { registerOffsets } from '../registerOffsets.ts';
import { commandOf, commands } from './admin/commands.ts';
import { featureOf, type GettableFeature, type SettableFeature, wireFeatures } from './admin/features.ts';
import { entriesOf } from './llq.ts';
import {
  isReadable,
  isWritable,
  type ReadableRegister,
  type RegisterName,
  Registers,
  registerAt,
} from './registers.ts';

const kebab = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

describe('tables of the wire', () => {
  test('have a command for every opcode, under its name', () => {
    expect(adminOpcodes.map(({ number, name }) => [name, kebab(commandOf(number) ?? '')])).toEqual(
      adminOpcodes.map(({ name }) => [name, name]),
    );
    expect(Object.keys(commands)).toHaveLength(adminOpcodes.length);
  });

  test('have every feature, under its name', () => {
    expect(features.map(({ id }) => kebab(featureOf(id) ?? ''))).toEqual(features.map(({ name }) => name));
    expect(Object.keys(wireFeatures)).toHaveLength(features.length);
  });

  test('have every register', () => {
    expect(registerOffsets.map(({ offset }) => registerAt(offset))).toEqual(Object.keys(Registers));
    expect(registerAt(0x1c)).toBeUndefined();
  });

  test('tell what is read and what is written', () => {
    const names = Object.keys(Registers) as RegisterName[];
    expect(names.filter(isReadable)).toEqual([
      'version',
      'controllerVersion',
      'capabilities',
      'interruptMask',
      'deviceStatus',
    ]);
    expect(names.filter((name) => isReadable(name) && isWritable(name))).toEqual(['interruptMask']);
  });

  test('know by type what is read, asked for and set', () => {
    expectTypeOf<ReadableRegister>().toEqualTypeOf<
      'version' | 'controllerVersion' | 'capabilities' | 'interruptMask' | 'deviceStatus'
    >();
    expectTypeOf<'mtu'>().toExtend<SettableFeature>();
    expectTypeOf<'mtu'>().not.toExtend<GettableFeature>();
    // @ts-expect-error a table that forgets registers does not compile
    const forgetful: Record<ReadableRegister, number> = { version: 1 };
    expect(forgetful).toBeDefined();
  });
});

test('a packet takes as many LLQ entries as its descriptors need', () => {
  const shape = { entryBytes: 128, descriptorsBeforeHeader: 2, stride: 2 } as const;
  expect([1, 2, 3, 10, 11].map((count) => entriesOf(shape, count))).toEqual([1, 1, 2, 2, 3]);
  expect(entriesOf({ ...shape, stride: 1 }, 4)).toBe(3);
});
