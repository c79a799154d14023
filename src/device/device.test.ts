import { describe, expect, test } from 'vitest';
import { inProcessRig } from '../../test/conformance/device/inProcessRig.ts';
import { StubTraffic, stubCounters } from '../../test/conformance/device/stubTraffic.ts';
import { R, TinyDriver } from '../../test/conformance/device/tinyDriver.ts';
import { Device } from './device.ts';
import type { DeviceEvent } from './observation.ts';
import type { DeviceOptions } from './options.ts';
import { presets } from './presets.ts';

const start = async (options: DeviceOptions = presets.nitro) => {
  const traffic = new StubTraffic();
  const rig = inProcessRig(options, (port) => new Device(port, options, traffic));
  const driver = new TinyDriver(rig);
  await driver.start();
  return { driver, device: rig.device, port: rig.port, traffic };
};

const watch = (device: { events: ((event: DeviceEvent) => void) | undefined }) => {
  const seen: DeviceEvent[] = [];
  device.events = (event) => seen.push(event);
  return seen;
};

describe('a listener', () => {
  test('is told of commands in words', async () => {
    const { driver, device } = await start();
    const seen = watch(device);
    await driver.set(14, (entry) => entry.setUint32(20, 60_000, true));
    expect(seen.filter(({ kind }) => kind === 'command')).toEqual([
      expect.objectContaining({ command: 'setFeature', feature: 'mtu', status: 5, answer: 'given' }),
    ]);
    expect(seen[0]).toMatchObject({ kind: 'register-write', register: 'adminDoorbell', offset: 0x2c });
  });

  test('is told of a reset with both halves of its reason, and of its end', async () => {
    const { driver, device } = await start();
    const seen = watch(device);
    await driver.reset(19);
    expect(seen.filter(({ kind }) => kind.startsWith('reset'))).toEqual([
      { kind: 'reset', reason: 19, followed: true },
      { kind: 'reset-end' },
    ]);
  });

  test('is told of register reads, and of those without answer', async () => {
    const { driver, device } = await start();
    const seen = watch(device);
    device.faults.registerReadLost = { left: 1 };
    await driver.read(R.VERSION, 5);
    await driver.read(R.VERSION);
    const reads = seen.flatMap((event) => (event.kind === 'register-read' ? [event.value] : []));
    expect(reads).toEqual([undefined, 0x200]);
  });

  test('is told of queues, of events, and why events did not come', async () => {
    const { driver, device } = await start();
    const seen = watch(device);
    await driver.command(3, (entry) => {
      entry.setUint8(5, 2);
      entry.setUint16(6, 256, true);
    });
    device.announce.warning();
    expect(seen.filter(({ kind }) => kind === 'queue-created' || kind === 'event')).toEqual([
      { kind: 'queue-created', queue: 'completion', index: 0 },
      { kind: 'event', group: 'warning', syndrome: 0, outcome: 'off' },
    ]);
  });

  test('is told once that a ring is in quarantine', async () => {
    const { driver, device } = await start();
    const seen = watch(device);
    driver.write(R.AQ_DB, 4000);
    driver.write(R.AQ_DB, 4000);
    expect(seen.filter(({ kind }) => kind === 'quarantine')).toEqual([
      { kind: 'quarantine', ring: 'admin', fault: 'doorbell runs ahead of the ring' },
    ]);
  });
});

describe('an answer that a fault holds back', () => {
  test('comes late, to the driver that asked', async () => {
    const { driver, device } = await start();
    driver.listen();
    device.faults.adminCompletionLate = { left: 1, delayMs: 3500 };
    driver.submit(8);
    driver.ring();
    const { interrupts } = driver;
    expect(await driver.rig.until(() => driver.interrupts > interrupts, 3400)).toBe(false);
    expect(await driver.rig.until(() => driver.interrupts > interrupts, 200)).toBe(true);
  });

  test('is dropped by a reset: the rings that come after never see it', async () => {
    const { driver, device } = await start();
    device.faults.adminCompletionLate = { left: 1, delayMs: 3500 };
    driver.submit(8);
    driver.ring();
    await driver.reset(2);
    driver.openAdmin();
    driver.listen();
    const { interrupts } = driver;
    expect(await driver.rig.until(() => driver.interrupts > interrupts, 5000)).toBe(false);
    expect((await driver.set(14, (entry) => entry.setUint32(20, 1500, true))).status).toBe(0);
  });
});

describe('the data path', () => {
  test('is told what drivers choose', async () => {
    const { driver, traffic } = await start();
    await driver.set(14, (entry) => entry.setUint32(20, 9000, true));
    await driver.set(4, (entry) => {
      for (const [at, value] of [
        [30, 1],
        [34, 4],
        [38, 2],
        [42, 2],
      ] as const)
        entry.setUint16(at, value, true);
    });
    await driver.set(8, (entry) => entry.setUint8(20, 1));
    expect(traffic.asked).toEqual([
      ['setInterruptModeration', 1],
      ['setMtu', 9216],
      ['setMtu', 9000],
      ['setLlq', { entryBytes: 256, descriptorsBeforeHeader: 2, stride: 2 }],
    ]);
  });

  test('gets doorbells and interrupt registers', async () => {
    const { port, traffic } = await start();
    traffic.asked.length = 0;
    port.write32(0x1004, 7);
    port.write32(0x1400, 8);
    port.write32(0x1808, 9);
    port.write32(0x3ffc, 9);
    expect(traffic.asked).toEqual([
      ['doorbell', 'txDoorbell', 1, 7],
      ['doorbell', 'rxDoorbell', 0, 8],
      ['interruptControl', 2, 9],
    ]);
  });

  test('gives the numbers of statistics and keep-alives', async () => {
    const { driver } = await start();
    const { view } = await driver.command(11, (entry) => entry.setUint8(16, 0));
    expect([view.getBigUint64(8, true), view.getBigUint64(56, true)]).toEqual([
      BigInt(stubCounters.txBytes),
      BigInt(stubCounters.rxOverruns),
    ]);
    const text = await driver.command(11, (entry) => {
      driver.buffer(entry, 4096);
      entry.setUint8(16, 1);
    });
    const bytes = driver.page.bytes.subarray(driver.page.byte, driver.page.byte + 16);
    expect([text.status, new TextDecoder().decode(bytes)]).toEqual([
      0,
      `txBytes: ${stubCounters.txBytes}`.slice(0, 16),
    ]);
  });

  test('may refuse a queue, and its status is the answer', async () => {
    const { driver, traffic } = await start();
    traffic.refuseWith = 1;
    const made = await driver.command(3, (entry) => {
      entry.setUint8(5, 2);
      entry.setUint16(6, 256, true);
    });
    expect(made.status).toBe(1);
  });
});

describe('the device', () => {
  test('rests, goes on and restarts its admin queue when ordered to', async () => {
    const { driver, port } = await start();
    driver.write(R.DEV_CTL, 4);
    expect(port.read32(R.DEV_STS)).toBe(0x91);
    driver.write(R.DEV_CTL, 8);
    expect(port.read32(R.DEV_STS)).toBe(0x11);
    driver.write(R.DEV_CTL, 2);
    expect(port.read32(R.DEV_STS)).toBe(0x15);
  });

  test('says that it failed until it is reset', async () => {
    const { driver, device, port } = await start();
    device.fail();
    expect(port.read32(R.DEV_STS)).toBe(0x31);
    await driver.reset();
    expect(port.read32(R.DEV_STS)).toBe(0x11);
  });

  test('loses plain reads as all ones', async () => {
    const options: DeviceOptions = { ...presets.nitro, registerReads: 'plain' };
    const rig = inProcessRig(options, (port) => new Device(port, options, new StubTraffic()));
    rig.device.faults.registerReadLost = { left: 1 };
    expect([rig.port.read32(R.VERSION), rig.port.read32(R.VERSION)]).toEqual([0xffff_ffff, 0x200]);
  });

  test('remembers a link that went down before a driver came', async () => {
    const { driver, device } = await start();
    device.announce.link(false);
    await driver.set(26, (entry) => entry.setUint32(24, 1, true));
    driver.listen();
    expect(driver.events()[0]!.payload.getUint32(0, true)).toBe(0);
  });

  test('reads the debug area that the guest offered', async () => {
    const { driver, device } = await start();
    expect(device.debugArea).toBeUndefined();
    await driver.set(28, (entry) => {
      entry.setUint32(28, driver.page.address % 2 ** 32, true);
      entry.setUint16(32, Math.floor(driver.page.address / 2 ** 32), true);
      entry.setUint32(36, 100, true);
    });
    driver.page.bytes[driver.page.byte + 99] = 7;
    expect([device.debugArea?.length, device.debugArea?.[99], device.host]).toEqual([100, 7, undefined]);
  });

  test('does not believe an entry that was written in another lap', async () => {
    const { driver } = await start();
    driver.submit(8, (entry) => entry.setUint8(17, 1));
    driver.write(R.AQ_DB, 2);
    expect([driver.take()?.status, driver.take()?.status]).toEqual([0, 4]);
  });
});
