import { VirtualClock } from '../../../../src/bus/clock.ts';
import { WorkerDevice } from '../../../../src/bus/workerDevice.ts';
import { WorkerDriver } from '../../../../src/bus/workerDriver.ts';
import { createWorkerMachine } from '../../../../src/bus/workerMachine.ts';
import { attachDevice, pciOf } from '../../../../src/device/attachDevice.ts';
import type { Device } from '../../../../src/device/device.ts';
import type { Attach } from '../rig.ts';

const stepNs = 1e6;

/**
 * Both ends of the memory of two threads, in one thread and on a clock that is turned: the suite reaches into the device,
 * which it could not in another thread. After each store the device has its turn.
 */
export const attachBoth: Attach = (options) => {
  const clock = new VirtualClock();
  const machine = createWorkerMachine({ memoryBytes: 2 ** 20, pci: pciOf(options) });
  let device!: Device;
  const far = new WorkerDevice(
    machine,
    (port) => {
      device = attachDevice(options)(port);
      return device;
    },
    clock,
  );
  const near = new WorkerDriver(machine, { clock, sleep: () => (far.pump() > 0 ? 'ok' : 'timed-out') });
  const { driver } = near;
  return {
    port: {
      ...driver,
      write32: (offset, value) => {
        driver.write32(offset, value);
        far.pump();
      },
    },
    device,
    until: async (condition, limitMs) => {
      const endNs = clock.nowNs() + limitMs * 1e6;
      for (;;) {
        near.deliverInterrupts();
        if (condition()) return true;
        if (clock.nowNs() >= endNs) return false;
        clock.advance(Math.min(stepNs, endNs - clock.nowNs()));
      }
    },
    close: () => driver.leave(),
  };
};
