import { open } from 'node:fs/promises';
import type { Duplex } from 'node:stream';
import { DiskUnusable, MachineEnded } from './problems.ts';
import type { Qemu } from './qemu.ts';
import { type Hardware, hardwareArguments } from './qemuArguments.ts';
import { startQemu } from './qemuProcess.ts';

export interface DiskMachineOptions extends Hardware {
  readonly qemu: Qemu;
  readonly disk: string;
  /** Changes go into the image; otherwise they are forgotten at the end. */
  readonly writes: boolean;
}

/** A machine that boots what its disk holds. Nobody in it answers to us: there is a person at its serial console. */
export interface DiskMachine {
  /** Its first serial line, both ways. */
  readonly console: Duplex;
  readonly exited: Promise<MachineEnded>;
  close(): Promise<void>;
}

const qcow2Magic = 'QFI\xfb';

/** @throws DiskUnusable */
const formatOf = async (path: string): Promise<'qcow2' | 'raw'> => {
  const head = Buffer.alloc(qcow2Magic.length);
  try {
    const file = await open(path, 'r');
    await file.read(head).finally(() => file.close());
  } catch (error) {
    throw new DiskUnusable(`${path} cannot be read: ${(error as Error).message}`);
  }
  return head.toString('latin1') === qcow2Magic ? 'qcow2' : 'raw';
};

/** QEMU takes a comma for the end of a value, and two for one. */
const quoted = (value: string): string => value.replaceAll(',', ',,');

/** Boots a machine from the image of a disk. @throws DiskUnusable */
export const bootDisk = async (options: DiskMachineOptions): Promise<DiskMachine> => {
  const { qemu, disk, writes } = options;
  const format = await formatOf(disk);
  const child = await startQemu(
    qemu,
    [
      ...hardwareArguments(options),
      ...['-drive', `file=${quoted(disk)},format=${format},if=none,id=disk,snapshot=${writes ? 'off' : 'on'}`],
      ...['-device', 'virtio-blk-pci,drive=disk,bootindex=0'],
    ],
    new Uint8Array(),
  );
  const exited = child.exited.then(() => new MachineEnded(child.lastWords() || 'the machine was switched off'));
  return {
    console: child.console,
    exited,
    close: async () => {
      child.kill();
      await exited;
    },
  };
};
