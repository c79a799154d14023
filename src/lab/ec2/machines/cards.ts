import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { presets } from '../../../device/presets.ts';
import { FrameStream } from '../../network/frameStream.ts';
import type { Network } from '../../network/index.ts';
import { serveAdapter } from '../../served/adapterServer.ts';
import { adapterDevice, type QemuDevice } from '../../vm/qemuArguments.ts';
import type { Machine } from '../world/hosts.ts';
import { macBytes } from '../world/networkInterface.ts';
import type { StatusCheck } from './statusCheck.ts';

/** The network card of a machine, as QEMU is told of it, with the status check at the other end of its cable. */
interface Card {
  readonly devices: readonly QemuDevice[];
  readonly extra: readonly string[];
  close(): Promise<void>;
}

const none: Card = { devices: [], extra: [], close: async () => {} };

const checkedNetwork = (check: StatusCheck): Network => ({
  connect: async (peer) => {
    peer.transmit = (frame) => check.hear(frame);
    check.send = (frame) => void peer.receive(frame);
    return { place: 'status check', close: () => {} };
  },
});

const enaCard = async (mac: string, check: StatusCheck, onTrouble: (sentence: string) => void): Promise<Card> => {
  const device = { ...presets.nitro, mac: macBytes(mac) };
  const adapter = await serveAdapter({ network: checkedNetwork(check), device, onTrouble });
  return { devices: [adapterDevice(adapter.socketPath)], extra: [], close: adapter.close };
};

/**
 * QEMU's own card in place of Xen's and Intel's, which QEMU has not: virtio, for Debian's kernels for clouds have a
 * driver of no other.
 */
const stockCard = async (mac: string, check: StatusCheck): Promise<Card> => {
  const folder = await mkdtemp(join(tmpdir(), 'enakit-card-'));
  const path = join(folder, 'socket');
  const server = createServer((socket) => {
    const stream = new FrameStream(
      socket,
      (frame) => check.hear(frame),
      () => {},
    );
    check.send = (frame) => stream.send(frame);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
  const cable = { type: 'stream', id: 'stock', server: false, addr: { type: 'unix', path } };
  return {
    devices: [{ driver: 'virtio-net-pci', netdev: cable.id, mac, romfile: '' }],
    extra: ['-netdev', JSON.stringify(cable)],
    close: async () => {
      // QEMU, which held the other end, is gone by now.
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** The card that a machine gets: ENA, the stock one, or none where its type has no ENA and it insists. */
export const cardOf = async (
  { adapter, hasEnaDevice, mac }: Machine,
  check: StatusCheck,
  onTrouble: (sentence: string) => void,
): Promise<Card> => {
  if (adapter !== 'ena') return await stockCard(mac, check);
  return hasEnaDevice ? await enaCard(mac, check, onTrouble) : none;
};
