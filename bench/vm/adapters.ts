import type { QemuDevice } from '../../src/lab/vm/qemuArguments.ts';
import type { Place } from './place.ts';

/** An adapter that takes part, and how the machine comes by it. */
export type Adapter =
  /** Ours: what `ena lab device` is told of it, and of the TAP. */
  | { readonly name: string; readonly module: 'ena'; readonly words: readonly string[]; readonly tapWords?: string }
  /** One of QEMU's own, and its model there. */
  | { readonly name: string; readonly module: string; readonly model: string };

/** Ours first: the others are compared with it. */
// biome-ignore format: a table
export const adapters: readonly Adapter[] = [
  { name: 'ena', module: 'ena', words: ['--driver-limits', 'llq-queues=0'] },
  { name: 'ena, large receive', module: 'ena', words: ['--driver-limits', 'llq-queues=0'], tapWords: ',large-receive' },
  { name: 'ena, LLQ', module: 'ena', words: [] },
  { name: 'e1000e', module: 'e1000e', model: 'e1000e' },
  { name: 'igb', module: 'igb', model: 'igb' },
  { name: 'virtio', module: 'virtio_net', model: 'virtio-net-pci' },
];

/** A model of QEMU's before a TAP that is there, without vhost: packets go through QEMU itself, as ours go through us. */
export const qemuAdapter = (model: string, { tap, mac }: Place): { device: QemuDevice; extra: readonly string[] } => ({
  device: { driver: model, netdev: tap, mac, ...(model === 'virtio-net-pci' ? { romfile: '' } : { rombar: 0 }) },
  extra: ['-netdev', `tap,id=${tap},ifname=${tap},script=no,downscript=no,vhost=off`],
});
