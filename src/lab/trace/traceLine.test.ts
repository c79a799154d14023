import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../bus/clock.ts';
import type { DeviceEvent, HostInfo } from '../../device/observation.ts';
import { presets } from '../../device/presets.ts';
import { areas } from '../../spec/wire/areas.ts';
import { Registers, registerAt } from '../../spec/wire/registers.ts';
import { Host } from '../host/host.ts';
import { findVoice, usualVoice } from '../voices.ts';
import { Trace } from './trace.ts';
import { traceLine } from './traceLine.ts';

const write = (offset: number, value: number): DeviceEvent => ({
  kind: 'register-write',
  register: registerAt(offset),
  offset,
  value,
});
const command = {
  kind: 'command',
  command: 'getFeature',
  opcode: 8,
  id: 7,
  feature: 'llq',
  statistic: undefined,
  status: 0,
  answer: 'given',
} as const;
const host = {
  osType: 1,
  distribution: '6.12.1\x1b[31m\nevil',
  driverMajor: 2,
  driverMinor: 17,
  driverSubminor: 0,
  moduleType: 103,
  cpus: 2,
} as HostInfo;

// biome-ignore format: a table
const lines: readonly (readonly [DeviceEvent, string])[] = [
  [{ kind: 'power-on' }, 'power on'],
  [write(Registers.deviceControl.offset, 0x1000_0001), 'write DEV_CTL = 0x10000001 (reset, resetReason 1)'],
  [write(Registers.adminQueueSize.offset, 0x0040_0020), 'write AQ_CAPS = 0x00400020 (depth 32, entryBytes 64)'],
  [write(Registers.adminDoorbell.offset, 3), 'write AQ_DB = 0x00000003'],
  [write(Registers.registerRead.offset, 0x0004_0007), 'write MMIO_REG_READ = 0x00040007 (CONTROLLER_VERSION, request 7)'],
  [write(0xffc, 1), 'write 0x0ffc (no register) = 0x00000001'],
  [{ kind: 'register-read', register: 'version', offset: 0, value: 0x200 }, 'read  VERSION = 0x00000200 (major 2)'],
  [{ kind: 'register-read', register: 'version', offset: 0, value: undefined }, 'read  VERSION no answer'],
  [command, 'command 7: get-feature llq: success'],
  [{ ...command, status: 3, answer: 'late' }, 'command 7: get-feature llq: unsupported-opcode, answered late'],
  [{ ...command, opcode: 99, command: undefined, feature: undefined, status: 2, answer: 'lost' }, 'command 7: 99 (unknown): bad-opcode, never answered'],
  [{ ...command, opcode: 11, command: 'getStats', feature: undefined, statistic: 'allowances' }, 'command 7: get-stats ENI: success'],
  [{ kind: 'reset', reason: 1, followed: true }, 'reset for reason 1, keep-alive-timeout'],
  [{ kind: 'reset', reason: 0, followed: false }, 'reset for reason 0, normal: the device does not follow'],
  [{ kind: 'reset-end' }, 'reset is done'],
  [{ kind: 'queue-created', queue: 'tx', index: 3 }, 'Tx queue 3 is there'],
  [{ kind: 'queue-destroyed', queue: 'completion', index: 0 }, 'completion queue 0 is gone'],
  [{ kind: 'event', group: 'keepAlive', syndrome: 0, outcome: 'posted' }, 'event KEEP_ALIVE: posted'],
  [{ kind: 'event', group: 'notification', syndrome: 2, outcome: 'full' }, 'event NOTIFICATION updateHints: lost: the driver left no room'],
  [{ kind: 'host', host }, 'the guest is linux 6.12.1 [31m evil, driver 2.17.0g, 2 CPUs'],
  [{ kind: 'quarantine', ring: 'admin', fault: 'ring is not in memory' }, 'the admin queue is read no more: ring is not in memory'],
];

describe('a line of the trace', () => {
  test.each(lines)('%j', (event, line) => expect(traceLine(event)).toBe(line));
});

describe('the trace of a driver', () => {
  test('tells its probe in words, one line each', () => {
    const machine = new Host({ voice: findVoice(usualVoice)!, device: presets.nitro });
    const told: string[] = [];
    const trace = new Trace(machine.clock, (line) => told.push(line));
    machine.device.events = trace.tell;
    machine.start();
    expect(told.every((line) => /^\d+\.\d{6} [^\n\r\x1b]+$/.test(line))).toBe(true);
    for (const wanted of [
      'reset for reason 0, normal',
      'get-feature device-attributes: success',
      'Tx queue 0 is there',
    ])
      expect(
        told.some((line) => line.includes(wanted)),
        wanted,
      ).toBe(true);
  });

  test('sums the doorbells of its queues up, at most once a second', () => {
    const clock = new VirtualClock();
    const told: string[] = [];
    const trace = new Trace(clock, (line) => told.push(line));
    const written: number[] = [];
    const end = trace.end({ read32: () => 5, write32: (offset) => void written.push(offset), powerOn: () => {} });
    for (let i = 0; i < 500; i++) {
      end.write32(areas.txDoorbell.base, i);
      if (i % 2) end.write32(areas.interrupt.base + 4, i);
      clock.advance(1e6);
    }
    end.write32(Registers.deviceControl.offset, 1);
    clock.advance(5e9);
    expect(told).toEqual(['1.000000 rang 500 Tx doorbells, 250 interrupt registers']);
    expect([written.length, end.read32(0)]).toEqual([751, 5]);
  });

  test('tells doorbells before what came after them', () => {
    const told: string[] = [];
    const trace = new Trace(new VirtualClock(), (line) => told.push(line));
    trace.end({ read32: () => 0, write32: () => {}, powerOn: () => {} }).write32(areas.rxDoorbell.base, 1);
    trace.tell({ kind: 'power-on' });
    expect(told).toEqual(['0.000000 rang 1 Rx doorbells', '0.000000 power on']);
  });
});
