import { VirtualClock } from '../../../src/bus/clock.ts';
import { InProcessBus } from '../../../src/bus/inProcess.ts';
import type { DevicePort } from '../../../src/bus/port.ts';
import { attachDevice, pciOf } from '../../../src/device/attachDevice.ts';
import type { Device } from '../../../src/device/device.ts';
import type { DeviceOptions } from '../../../src/device/options.ts';
import type { Attach, Rig } from './rig.ts';

const stepNs = 1e6;

/** A device in this process, on a clock that is turned. */
export const inProcessRig = (options: DeviceOptions, make: (port: DevicePort) => Device): Rig => {
  const clock = new VirtualClock();
  let device!: Device;
  const bus = new InProcessBus(
    (port) => {
      device = make(port);
      return device;
    },
    { clock, pci: pciOf(options), memoryBytes: 2 ** 20 },
  );
  return {
    port: bus.driver,
    device,
    until: async (condition, limitMs) => {
      const endNs = clock.nowNs() + limitMs * 1e6;
      for (;;) {
        bus.deliverInterrupts();
        if (condition()) return true;
        if (clock.nowNs() >= endNs) return false;
        clock.advance(Math.min(stepNs, endNs - clock.nowNs()));
      }
    },
    close: () => bus.driver.leave(),
  };
};

/** The device as it is, in this process. */
export const attachInProcess: Attach = (options) => inProcessRig(options, attachDevice(options));
