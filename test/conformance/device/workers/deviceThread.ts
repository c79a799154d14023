import { isMainThread, workerData } from 'node:worker_threads';
import { FollowingClock } from '../../../../src/bus/workerClock.ts';
import { WorkerDevice } from '../../../../src/bus/workerDevice.ts';
import type { WorkerMachine } from '../../../../src/bus/workerMachine.ts';
import { attachDevice } from '../../../../src/device/attachDevice.ts';
import { presets } from '../../../../src/device/presets.ts';

/** What the device's thread is told. */
export interface DeviceOrders {
  readonly machine: WorkerMachine;
  /** After so many frames the device asks its driver for a reset. */
  readonly resetAfter?: number;
  /** After so many frames the thread ends, in the middle of what it does and without a word. */
  readonly dieAfter?: number;
  /** After so many frames the thread does nothing any more, but is there. */
  readonly hangAfter?: number;
}

/** A device that sends back what it is sent. */
const runDevice = ({ machine, resetAfter, dieAfter, hangAfter }: DeviceOrders): void => {
  const clock = new FollowingClock(() => performance.now() * 1e6);
  let echoed = 0;
  const bus = new WorkerDevice(
    machine,
    (port) => {
      const device = attachDevice(presets.nitro)(port);
      const { peer } = device.traffic;
      peer.transmit = (frame) => {
        peer.receive(frame);
        echoed++;
        if (echoed === dieAfter) process.exit();
        if (echoed === hangAfter) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
        if (echoed === resetAfter) device.announce.resetRequest();
      };
      return device;
    },
    clock,
  );
  while (bus.isConnected) {
    clock.catchUp();
    if (bus.pump() === 0) bus.sleep(clock.idleMs(50));
  }
};

if (!isMainThread) runDevice(workerData as DeviceOrders);
