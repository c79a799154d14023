import { describe, expect, it } from 'vitest';
import { stock } from '../../../../test/fixtures/roots/stock.ts';
import { type MemoryFiles, memoryDisk } from '../memoryDisk.ts';
import { openRoot } from '../rootTree.ts';
import { readBootPlan } from './bootPlan.ts';
import { byVersion } from './versionOrder.ts';

const plan = (files: MemoryFiles) => readBootPlan(openRoot(memoryDisk(files)));
const grub = '/boot/grub/grub.cfg';
const ubuntu = String(stock.ubuntu[grub]);
const withDefault = (value: string, environment = '') =>
  plan({ [grub]: ubuntu.replace('set default="0"', `set default="${value}"`), '/boot/grub/grubenv': environment }).next;
const old = '/boot/vmlinuz-6.8.0-1009-aws';
const newest = '/boot/vmlinuz-6.8.0-1016-aws';

describe('GRUB boots next', () => {
  // biome-ignore format: a table
  it.each([
    ['0', newest], ['1>1', old], ['1>0', newest], ['1', newest],
    ['gnulinux-advanced-1111>gnulinux-6.8.0-1009-aws-advanced-1111', old],
    ['Advanced options for Ubuntu>Ubuntu, with Linux 6.8.0-1009-aws', old],
    ['no such entry', newest], ['7', newest],
  ])('for default %s the kernel %s', (value, path) => {
    expect(withDefault(value)?.kernelPath).toBe(path);
  });

  it('the entry that was saved', () => {
    expect(withDefault(`\${saved_entry}`, 'saved_entry=1>1\n')?.kernelPath).toBe(old);
    expect(withDefault(`\${saved_entry}`, '')?.kernelPath).toBe(newest);
  });

  it('once the entry that was asked for once', () => {
    expect(withDefault('0', 'next_entry=1>1\n')?.kernelPath).toBe(old);
  });

  it('the saved one of the Boot Loader Specification’s entries, else the newest', () => {
    expect(plan(stock.rhel).next?.id).toBe('aaaa-5.14.0-427.13.1.el9_4.x86_64');
    expect(plan({ ...stock.rhel, '/boot/grub2/grubenv': '' }).next?.id).toBe('aaaa-5.14.0-427.40.1.el9_4.x86_64');
  });

  it('with what its environment says of the command line', () => {
    expect(plan(stock.rhel).next?.options).toContain('net.ifnames=0');
  });
});

const bls = {
  '/efi/loader/entries/a-6.9.conf': 'linux /a/6.9/linux\n',
  '/efi/loader/entries/a-6.10.conf': 'linux /a/6.10/linux\noptions root=x ro\n',
};

describe('systemd-boot boots next', () => {
  it('the newest entry, unless told otherwise', () => {
    expect(plan({ ...bls, '/efi/loader/loader.conf': 'timeout 3\n' }).next?.id).toBe('a-6.10');
    expect(plan({ ...bls, '/efi/loader/loader.conf': 'default a-6.9.conf\n' }).next?.id).toBe('a-6.9');
    expect(plan({ ...bls, '/efi/loader/loader.conf': 'default *-6.9*\n' }).next?.id).toBe('a-6.9');
  });

  it('nobody knows what where kernels stand beside their entries', () => {
    expect(plan({ ...bls, '/efi/loader/loader.conf': '', '/efi/EFI/Linux/b.efi': '' })).toMatchObject({
      loader: 'systemd-boot',
    });
    expect(plan({ ...bls, '/efi/loader/loader.conf': '', '/efi/EFI/Linux/b.efi': '' }).next).toBeUndefined();
  });
});

it('extlinux boots the label that DEFAULT names', () => {
  const text =
    'DEFAULT two\nLABEL one\n  LINUX ../vmlinuz-1\n  INITRD ../initrd-1\nLABEL two\n\tKERNEL /boot/vmlinuz-2\n\tAPPEND ro initrd=/boot/initrd-2 quiet\n';
  const { next } = plan({ '/boot/extlinux/extlinux.conf': text });
  expect(next).toMatchObject({
    kernelPath: '/boot/vmlinuz-2',
    initrdPaths: ['/boot/initrd-2'],
    options: 'ro initrd=/boot/initrd-2 quiet',
  });
});

it('GRUB 0.97 boots the title that default counts to', () => {
  const text =
    'default=1\ntitle A\n\troot (hd0)\n\tkernel (hd0,0)/boot/vmlinuz-1 ro\ntitle B\n\tkernel /boot/vmlinuz-2 root=LABEL=/\n\tinitrd /boot/initramfs-2.img\n';
  expect(plan({ '/boot/grub/menu.lst': text })).toMatchObject({
    loader: 'grub-legacy',
    next: { kernelPath: '/boot/vmlinuz-2', options: 'root=LABEL=/' },
  });
});

it('an unknown boot loader is not guessed at', () => {
  expect(plan({ '/boot/vmlinuz-6.1': '' })).toEqual({ entries: [] });
});

it('versions are ordered as package managers do', () => {
  const ordered = ['6.1.0~rc1', '6.1.0', '6.1.9-2', '6.1.10-1', '6.1.10-1.el9', '6.8'];
  expect([...ordered].reverse().sort(byVersion)).toEqual(ordered);
});
