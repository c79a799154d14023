import { VirtualClock } from '../src/bus/clock.ts';
import { InProcessBus } from '../src/bus/inProcess.ts';
import type { DevicePort } from '../src/bus/port.ts';
import { attachDevice, pciOf } from '../src/device/attachDevice.ts';
import type { DeviceOptions } from '../src/device/options.ts';
import { Driver, type DriverOptions, type ReceivedFrame, TxFrame } from '../src/driver/driver.ts';
import { release2170 } from '../src/driver/voices/chosen.ts';
import type { Job } from '../src/driver/work.ts';

/** Something that moves so many packets and says how many arrived. */
export type Loop = (count: number) => number;

/** Packets between two doorbells. */
export const burst = 64;

/** A frame for the driver that holds these bytes. */
export const outgoing = (bytes: Uint8Array): TxFrame => {
  const frame = new TxFrame().plain();
  frame.memory.bytes.set(bytes);
  frame.lengthBytes = bytes.length;
  return frame;
};

/** Device and driver at work in this thread, with one queue pair and interrupts that come at once. */
export const join = (
  options: DeviceOptions,
  receive: (driver: Driver, frame: ReceivedFrame) => void,
  driverOptions: DriverOptions = {},
) => {
  const clock = new VirtualClock();
  const attached: ReturnType<ReturnType<typeof attachDevice>>[] = [];
  const attach = (port: DevicePort) => {
    const device = attachDevice(options)(port);
    attached.push(device);
    return device;
  };
  const bus = new InProcessBus(attach, { clock, pci: pciOf(options) });
  const stack = { receive: (frame: ReceivedFrame) => receive(driver, frame) };
  const driver: Driver = new Driver(bus.driver, release2170, stack, () => {}, { cpus: 1, ...driverOptions });
  const serve = () => {
    while (bus.deliverInterrupts() > 0 || driver.poll() > 0);
  };
  const run = (seconds: number) => {
    const endNs = clock.nowNs() + seconds * 1e9;
    for (serve(); clock.step(endNs); ) serve();
    clock.runUntil(endNs);
  };
  const finish = (job: Job<number>) => {
    run(5);
    if (job.result !== 0) throw new Error(`the driver says ${job.result}`);
  };
  finish(driver.probe());
  finish(driver.open());
  driver.setCoalescing({ txUs: 0, rxUs: 0 });
  // The device hears of the delays when the vector is unmasked, so a first packet has to wait as before.
  driver.transmit(outgoing(new Uint8Array(64)));
  run(1);
  return { driver, peer: attached[0]!.traffic.peer, serve, run };
};
