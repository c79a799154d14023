import type { QemuDevice } from '../../src/lab/vm/qemuArguments.ts';

/** An adapter that takes part, and how the machine comes by it. */
export interface Adapter {
  readonly name: string;
  /** The driver, as `modprobe` calls it and as PCI does. */
  readonly module: string;
  readonly driver: string;
  /** QEMU's model; absent for ours, which another process serves. */
  readonly model?: string;
}

/** Ours first: the others are compared with it. */
export const adapters = [
  { name: 'ena', module: 'ena', driver: 'ena' },
  { name: 'e1000e', module: 'e1000e', driver: 'e1000e', model: 'e1000e' },
  { name: 'igb', module: 'igb', driver: 'igb', model: 'igb' },
  { name: 'virtio', module: 'virtio_net', driver: 'virtio-pci', model: 'virtio-net-pci' },
] as const satisfies readonly Adapter[];

/** Where an adapter's TAP and addresses are: a subnet for each, so that routes alone choose the adapter. */
export interface Place {
  readonly tap: string;
  readonly mac: string;
  readonly host: string;
  readonly guest: string;
}

/** `run` keeps two benches at the same time apart. */
export const placeOf = (run: number, index: number): Place => ({
  tap: `ektap${run}.${index}`,
  mac: `02:e1:a0:00:${(run & 0xff).toString(16).padStart(2, '0')}:0${index}`,
  host: `10.${64 + (run % 128)}.${index}.1`,
  guest: `10.${64 + (run % 128)}.${index}.2`,
});

/** A model of QEMU's before a TAP that is there, without vhost: packets go through QEMU itself, as ours go through us. */
export const qemuAdapter = (model: string, { tap, mac }: Place): { device: QemuDevice; extra: readonly string[] } => ({
  device: { driver: model, netdev: tap, mac, ...(model === 'virtio-net-pci' ? { romfile: '' } : { rombar: 0 }) },
  extra: ['-netdev', `tap,id=${tap},ifname=${tap},script=no,downscript=no,vhost=off`],
});
