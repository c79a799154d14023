import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

describe('module tools', () => {
  it.each([
    ['ERROR: modinfo: could not find module ena', { state: 'missing' }],
    ['modinfo: ERROR: Module ena not found.', { state: 'missing' }],
    ['modprobe: FATAL: Module ena not found.', { state: 'missing' }],
    [
      'modprobe: FATAL: Module ena not found in directory /lib/modules/6.1.0-13-cloud-amd64',
      { state: 'missing', kernel: '6.1.0-13-cloud-amd64' },
    ],
    ['modprobe: module ena not found in modules.dep', { state: 'missing' }],
    ['No module ena found for kernel 4.9.43-17.38.amzn1.x86_64, aborting.', { kernel: '4.9.43-17.38.amzn1.x86_64' }],
    ["dracut-install: Failed to find module 'ena'", { state: 'missing' }],
    [
      "modprobe: ERROR: could not insert 'ena': Exec format error",
      { state: 'load-failed', error: 'Exec format error' },
    ],
    [
      "modprobe: ERROR: could not insert 'ena': Unknown symbol in module, or unknown parameter (see dmesg)",
      { state: 'load-failed' },
    ],
    ["modprobe: ERROR: could not insert 'ena': Required key not available", { error: 'Required key not available' }],
    ["modprobe: ERROR: could not insert 'ena': Operation not permitted", { error: 'Operation not permitted' }],
    ['insmod: ERROR: could not insert module ./ena.ko: Invalid module format', { error: 'Invalid module format' }],
    ["insmod: can't insert 'ena.ko': invalid module format", { error: 'invalid module format' }],
    ["insmod: error inserting 'ena.ko': -1 Invalid module format", { error: 'Invalid module format' }],
    [
      "Nov 23 19:01:17 ip-10-0-0-1 systemd-udevd[200]: modprobe: ERROR: could not insert 'ena': Exec format error",
      { state: 'load-failed' },
    ],
    ["modprobe: ERROR: could not insert 'ena': Module already in kernel", { state: 'loaded' }],
    ['insmod: ERROR: could not insert module ./ena.ko: File exists', { state: 'loaded' }],
    ["- fixed: `modprobe: ERROR: could not insert 'ena': Module already in kernel`", { state: 'loaded' }],
    ["insmod: can't insert 'ena.ko': File exists", { state: 'loaded' }],
    ['ena                   114688  0', { state: 'loaded' }],
    ['ena 114688 0 - Live 0xffffffffc0123000 (OE)', { state: 'loaded' }],
  ])('reads %j', (text, seen) => {
    expect(readSections(text)).toMatchObject([{ kind: 'module', ...seen }]);
  });

  it.each([
    'modprobe: FATAL: Module nvidia not found in directory /lib/modules/6.1.0-13-cloud-amd64',
    "modprobe: ERROR: could not insert 'enable': Exec format error",
    'nvme                  53248  1',
    'the module arena not found anywhere',
    '    "modinfo: ERROR: Module ena not found.",',
    'throw new Error("modprobe: FATAL: Module ena not found.");',
    "    'modinfo: ERROR: Module ena not found.',",
  ])('leaves %j alone', (text) => {
    expect(readSections(text)).toEqual([]);
  });
});
