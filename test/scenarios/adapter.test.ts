import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../src/bus/clock.ts';
import { InProcessBus } from '../../src/bus/inProcess.ts';
import { attachDevice, pciOf } from '../../src/device/attachDevice.ts';
import { presets } from '../../src/device/presets.ts';
import { Driver, TxFrame } from '../../src/driver/driver.ts';
import { page2016, upstream612, voices } from '../../src/driver/voices/chosen.ts';
import type { Voice } from '../../src/driver/voices.ts';
import type { Job } from '../../src/driver/work.ts';

const secondNs = 1e9;

/** The device and the driver, joined by the bus. A peer sends every frame back. */
const join = (voice: Voice, options: (typeof presets)[keyof typeof presets] = presets.nitro) => {
  const clock = new VirtualClock();
  let device!: ReturnType<ReturnType<typeof attachDevice>>;
  const attach = (port: Parameters<ReturnType<typeof attachDevice>>[0]) => {
    device = attachDevice(options)(port);
    return device;
  };
  const bus = new InProcessBus(attach, { clock, poisonFreed: true, pci: pciOf(options) });
  const lines: string[] = [];
  const resets: number[] = [];
  const received: string[] = [];
  device.events = (event) => {
    if (event.kind === 'reset') resets.push(event.reason);
  };
  device.traffic.peer.transmit = (frame) => void device.traffic.peer.receive(frame);
  const stack = {
    receive: (frame: Parameters<ConstructorParameters<typeof Driver>[2]['receive']>[0]) => {
      const target = new TxFrame().memory;
      received.push(String(target.bytes.subarray(0, frame.copyTo(target, 0))));
    },
  };
  const driver = new Driver(bus.driver, voice, stack, ({ text }) => void lines.push(text), { cpus: 2 });
  const serve = () => {
    while (bus.deliverInterrupts() > 0 || driver.poll() > 0);
  };
  const run = (seconds: number) => {
    const endNs = clock.nowNs() + seconds * secondNs;
    serve();
    while (clock.step(endNs)) serve();
    clock.runUntil(endNs);
  };
  const finish = <T>(job: Job<T>): T => {
    run(10);
    if (!job.isDone) throw new Error(`the job does not end: ${lines.join('\n')}`);
    return job.result as T;
  };
  expect(finish(driver.probe())).toBe(0);
  expect(finish(driver.open())).toBe(0);
  return { bus, device, driver, lines, resets, received, run, finish, serve };
};

const named = voices.map((voice) => [voice.name, voice] as const);

describe('device and driver', () => {
  test.each(named)('find each other and keep quiet for two minutes, voice of %s', (_, voice) => {
    const { lines, resets, run, driver } = join(voice);
    const before = lines.length;
    run(120);
    expect(lines.slice(before)).toEqual([]);
    expect(resets).toEqual([0]);
    expect(driver.adapter.hasCarrier).toBe(true);
  });

  test.each(named)('move frames of all sizes there and back, voice of %s', (_, voice) => {
    const { driver, received, run } = join(voice);
    const frame = new TxFrame().plain();
    const sent: string[] = [];
    for (const lengthBytes of [60, 96, 97, 254, 255, 1514]) {
      for (let i = 0; i < lengthBytes; i++) frame.memory.bytes[i] = i < 12 ? 2 : (i * lengthBytes) & 0xff;
      frame.lengthBytes = lengthBytes;
      expect(driver.transmit(frame)).toBe('sent');
      sent.push(String(frame.memory.bytes.subarray(0, lengthBytes)));
      run(0.01);
    }
    run(1);
    expect(received).toEqual(sent);
    expect(driver.adapter.queues[0]!.tx.slots.inFlight).toBe(0);
  });

  test('recover from lost keep-alives, with the lines of the page', () => {
    const { device, lines, resets, run, driver } = join(page2016);
    device.faults.keepAliveLost = { left: 5 };
    run(12);
    const said = lines.filter((line) => !/: \d+$/.test(line));
    expect(said).toContain('ena 0000:00:05.0 eth0: Keep alive watchdog timeout.');
    expect(said).toContain('ena 0000:00:05.0 eth0: Trigger reset is on');
    expect(said.at(-1)).toBe('ena 0000:00:05.0: Device reset completed successfully');
    expect(resets).toEqual([0, 0, 0]);
    expect(driver.adapter.isUp).toBe(true);
  });

  test('tell each other the reason of a reset', () => {
    const { device, resets, run } = join(upstream612);
    device.faults.keepAliveLost = { left: 8 };
    run(15);
    expect(resets).toEqual([0, 1, 0]);
  });

  test('leave nothing behind', () => {
    const { bus, driver, finish } = join(upstream612);
    finish(driver.remove());
    expect(bus.usedBytes).toBe(0);
  });
});
