import { bars } from '../../../spec/wire/pci.ts';
import type { PciFunction } from '../../port.ts';
import { deviceInfo, interruptInfo, interrupts, regionInfo, regions, version } from '../protocol.ts';
import type { ClientRegions } from './clientRegions.ts';
import type { ClientSocket } from './clientSocket.ts';

const greeting = JSON.stringify({
  capabilities: { max_msg_fds: 8, max_data_xfer_size: 65_536, pgsizes: 4096, max_dma_maps: 65_535 },
});

/** Greets in a minor version. Throws where the server answers in another, or as QEMU would not take it. */
export const greet = (socket: ClientSocket, minor: number): void => {
  const data = Buffer.from(`${greeting}\0`);
  const reply = socket.request('version', [[version.minor, minor]], { data })!;
  if (reply.get(version.major) !== 0 || reply.get(version.minor) !== minor) throw new Error('other version');
  const text = Buffer.from(reply.bytes.subarray(reply.at + 4, reply.at + reply.lengthBytes)).toString();
  if (!text.endsWith('\0') || text.length > data.length) throw new Error('no greeting');
  JSON.parse(text.slice(0, -1));
};

/** Asks what there is, as a machine does before its guest starts, and switches memory and bus mastering on. */
export const discover = (
  socket: ClientSocket,
  memory: ClientRegions,
): { readonly pci: PciFunction; readonly llqBytes: number } => {
  const told = socket.request('deviceInfo', [[deviceInfo.argumentBytes, 16]])!;
  if (told.get(deviceInfo.regions) !== regions.count) throw new Error('other regions');
  const ofVectors = [
    [interruptInfo.argumentBytes, 16],
    [interruptInfo.index, interrupts.msix],
  ] as const;
  const vectors = socket.request('interruptInfo', ofVectors)!.get(interruptInfo.count);
  const sizeOf = (index: number): number => {
    const ofRegion = [
      [regionInfo.argumentBytes, 32],
      [regionInfo.index, index],
    ] as const;
    return socket.request('regionInfo', ofRegion)!.get(regionInfo.sizeBytes);
  };
  const config = memory.read(regions.config, 0, 64);
  memory.write(regions.config, 4, new Uint8Array([6, 0]));
  return {
    llqBytes: sizeOf(bars.llq.index),
    pci: {
      slot: '0000:00:05.0',
      vendorId: config.getUint16(0, true),
      deviceId: config.getUint16(2, true),
      revision: config.getUint8(8),
      vectors,
      registersAddress: 0xfebf_4000,
      registersBytes: sizeOf(bars.registers.index),
    },
  };
};
