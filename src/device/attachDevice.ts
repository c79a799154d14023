import type { DevicePort, PciFunction } from '../bus/port.ts';
import { plainReadsRevisionBit } from '../spec/wire/pci.ts';
import { Device } from './device.ts';
import type { DeviceOptions } from './options.ts';
import type { TrafficEngine } from './seam.ts';

/** Makes an adapter at a port; what it returns is an `AttachDevice`, so a bus can be given it. */
export const attachDevice =
  <Traffic extends TrafficEngine>(options: DeviceOptions, openTraffic: (port: DevicePort) => Traffic) =>
  (port: DevicePort): Device<Traffic> =>
    new Device(port, options, openTraffic(port));

/** What the bus must show of the function so that drivers find what the options say. */
export const pciOf = ({ registerReads, vectors }: DeviceOptions): Pick<PciFunction, 'revision' | 'vectors'> => ({
  revision: registerReads === 'plain' ? plainReadsRevisionBit : 0,
  vectors,
});
