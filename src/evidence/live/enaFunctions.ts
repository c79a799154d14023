import { identities, vendorId } from '../../spec/wire/pci.ts';

const hex = (id: number) => `0x${id.toString(16).padStart(4, '0')}`;

/** Amazon's PCI vendor id, as sysfs prints it. */
export const amazon = hex(vendorId);

/** The PCI device ids that ENA's drivers bind to, as sysfs prints them, with what they stand for. */
export const enaFunctions: ReadonlyMap<string, string> = new Map(
  Object.values(identities).map(({ deviceId, doc }) => [
    hex(deviceId),
    `ENA ${doc.charAt(0).toLowerCase()}${doc.slice(1)}`,
  ]),
);
