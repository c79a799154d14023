import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testNeeding } from '../../../test/needs.ts';
import {
  dependenciesOf,
  dependencyList,
  inInsertionOrder,
  type ModuleShelf,
  moduleInformation,
  openShelf,
  readModule,
} from './modules.ts';
import { elfWith } from './testing/elfWith.ts';

const moduleOf = (...depends: readonly string[]) =>
  elfWith({ sections: { '.modinfo': `version=2.1\0depends=${depends.join(',')}\0` } });

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'enakit-modules-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (path: string, bytes: Uint8Array | string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), bytes);
};
const orderOf = async (...wanted: readonly string[]) =>
  (await inInsertionOrder(await openShelf(folder), wanted)).map(({ name }) => name);

describe('modules', () => {
  test('come after those they depend on, each once', async () => {
    put('kernel/net/ena.ko', moduleOf('net-failover', 'ptp'));
    put('kernel/net/net_failover.ko', moduleOf('failover'));
    put('kernel/net/failover.ko', moduleOf());
    put('kernel/ptp.ko', moduleOf('failover'));
    expect(await orderOf('ena', 'ptp')).toEqual(['failover', 'net_failover', 'ptp', 'ena']);
  });

  test('that are built in need not be inserted', async () => {
    put('kernel/ena.ko', moduleOf('ptp'));
    put('modules.builtin', 'kernel/drivers/ptp/ptp.ko\n');
    expect(await orderOf('ena', 'ptp')).toEqual(['ena']);
  });

  test('that are missing are told, with who needs them', async () => {
    put('kernel/ena.ko', moduleOf('ptp'));
    await expect(orderOf('ena')).rejects.toThrow('the kernel has no module ptp, which ena depends on');
    await expect(orderOf('e1000e')).rejects.toThrow('the kernel has no module e1000e');
  });

  test('from elsewhere come in place of the kernel’s own', async () => {
    put('kernel/ena.ko', moduleOf('ptp'));
    put('mine/ena.ko', moduleOf());
    const mine = await readModule(join(folder, 'mine/ena.ko'));
    expect(await inInsertionOrder(await openShelf(join(folder, 'kernel')), [mine])).toEqual([mine]);
  });

  test('that depend on each other are ordered all the same', async () => {
    put('a.ko', moduleOf('b'));
    put('b.ko', moduleOf('a'));
    expect(await orderOf('a')).toEqual(['b', 'a']);
  });

  test('are listed for modprobe with all that they need, the first at the end', async () => {
    put('kernel/virtio_net.ko', moduleOf('net_failover', 'virtio'));
    put('kernel/net_failover.ko', moduleOf('failover'));
    put('kernel/failover.ko', moduleOf());
    put('modules.builtin', 'kernel/drivers/virtio/virtio.ko\n');
    expect(dependencyList(await inInsertionOrder(await openShelf(folder), ['virtio_net']))).toBe(
      'failover.ko:\nnet_failover.ko: failover.ko\nvirtio_net.ko: net_failover.ko failover.ko\n',
    );
  });

  test('are decompressed by their suffix', async () => {
    put('kernel/a-b.ko.gz', gzipSync(moduleOf('c')));
    const module = await readModule(join(folder, 'kernel/a-b.ko.gz'));
    expect(module.name).toBe('a_b');
    expect(dependenciesOf(module)).toEqual(['c']);
    expect(moduleInformation(module, 'version')).toBe('2.1');
  });

  testNeeding(['xz'], 'may be packed by xz', async () => {
    put('ena.ko.xz', execFileSync('xz', ['--check=crc32', '--stdout'], { input: moduleOf('ptp') }));
    expect(dependenciesOf(await readModule(join(folder, 'ena.ko.xz')))).toEqual(['ptp']);
  });

  test('depend on nothing where they do not say, or say nonsense', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(dependenciesOf({ name: 'x', bytes })).toEqual([]);
      }),
    );
  });
});

describe('a kernel without a folder of modules', () => {
  test('has none', async () => {
    const shelf: ModuleShelf = await openShelf(join(folder, 'nowhere'));
    expect(shelf.find('ena')).toBeUndefined();
  });
});
