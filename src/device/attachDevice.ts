import type { DevicePort, PciFunction } from '../bus/port.ts';
import { plainReadsRevisionBit } from '../spec/wire/pci.ts';
import { type DataPath, openDataPath } from './dataPath/index.ts';
import { Device } from './device.ts';
import type { DeviceOptions } from './options.ts';

/** Makes an adapter at a port, data path and all. An `AttachDevice`, so a bus can be given it. */
export const attachDevice =
  (options: DeviceOptions) =>
  (port: DevicePort): Device<DataPath> =>
    new Device(port, options, openDataPath(port, options));

/** What the bus must show of the function so that drivers find what the options say. */
export const pciOf = ({ registerReads, vectors }: DeviceOptions): Pick<PciFunction, 'revision' | 'vectors'> => ({
  revision: registerReads === 'plain' ? plainReadsRevisionBit : 0,
  vectors,
});
