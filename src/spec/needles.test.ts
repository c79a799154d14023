import { describe, expect, test } from 'vitest';
import type { EventId } from './events/index.ts';
import { parseFormat, render } from './format.ts';
import type { Message, Speaker } from './message.ts';
import { messages } from './messages/index.ts';
import { needles } from './needles.ts';

const lineOf = (message: Message): string =>
  render(
    message.text,
    parseFormat(message.text).flatMap((piece) => (piece.kind === 'literal' ? [] : [piece.kind === 'text' ? 'x' : 1])),
  );

const found = (line: string): boolean => needles.some((needle) => line.includes(needle));

const prefixes: Record<Exclude<Speaker, 'kernel'>, readonly string[]> = {
  linux: [
    'ena: ',
    'ena: [ENA_COM: ena_com_reg_bar_read32] ',
    '[ENA_COM: ena_com_reg_bar_read32] ',
    'ena 0000:00:05.0: ',
    'ena 0000:00:05.0 eth0: ',
    'ena 0000:00:05.0 (unnamed net_device) (uninitialized): ',
  ],
  dpdk: ['ENA_DRIVER: ena_timer_wd_callback(): ', 'ena_timer_wd_callback(): ', 'PMD: eth_ena_dev_init(): '],
  freebsd: ['ena0: ', 'ena1: [nm] ', 'ena12: ', 'ena_rx_mbuf() [TID:100097]: '],
  efa: ['infiniband rdmap0s6: ', 'infiniband efa_0: ', 'efa 0000:00:06.0: '],
};

/** The kernel names the device before these, as a driver does. */
const named: readonly EventId[] = [
  'module-taint',
  'module-unsigned',
  'module-unknown-symbol',
  'module-version-disagreement',
  'module-version-magic',
  'interface-renamed',
  'interrupt-vector-assigned',
  'pci-device-enabled',
  'iommu-group-joined',
  'pci-slot-unknown',
  'probe-failed',
];

describe('needles', () => {
  test('are few, long enough, and none within another', () => {
    expect(needles.length).toBeLessThanOrEqual(42);
    expect(needles.filter((needle) => Buffer.byteLength(needle) < 4)).toEqual([]);
    expect(needles.filter((needle) => needles.some((other) => other !== needle && needle.includes(other)))).toEqual([]);
  });

  test.each(Object.entries(prefixes))('find every line of %s with any of its prefixes', (speaker, fronts) => {
    const lines = messages
      .filter((message) => message.speaker === speaker)
      .flatMap((message) => fronts.map((front) => front + lineOf(message)));
    expect(lines.filter((line) => !found(line))).toEqual([]);
  });

  test('find the lines that make an incident when the interface alone is named', () => {
    const incident: readonly EventId[] = [
      'keep-alive-lost',
      'reset-triggered',
      'reset-completed',
      'admin-queue-stopped',
    ];
    const lines = messages
      .filter((message) => message.speaker !== 'kernel' && incident.includes(message.event))
      .map((message) => `eth0: ${lineOf(message)}`);
    expect(lines.filter((line) => !found(line))).toEqual([]);
  });

  test("pass over nothing of the kernel's but this", () => {
    const missed = messages.filter(
      (message) => message.speaker === 'kernel' && !named.includes(message.event) && !found(lineOf(message)),
    );
    expect(missed.map((message) => `${message.event}: ${message.text}`).sort()).toMatchInlineSnapshot(`
      [
        "hypervisor-resume: kvm-clock: cpu %d, msr %s, primary cpu clock, resume",
        "hypervisor-resume: suspending xenstore...",
        "interrupt-took-long: INFO: NMI handler (%s) took too long to run: %lld.%03d msecs",
        "interrupt-took-long: perf samples too long (%lld > %lld), lowering kernel.perf_event_max_sample_rate to %d",
        "kernel-command-line: Command line: %s",
        "kernel-command-line: Kernel command line: %s",
        "kernel-oops: Fatal double fault",
        "kernel-oops: Internal error: %s [#%d]%s",
        "kernel-oops: invalid opcode: %s [#%d]%s",
        "link-not-ready: ADDRCONF(NETDEV_UP): %s: link is not ready",
        "link-not-ready: IPv6: ADDRCONF(NETDEV_UP): %s: link is not ready",
        "link-up: ADDRCONF(NETDEV_CHANGE): %s: link becomes ready",
        "link-up: IPv6: ADDRCONF(NETDEV_CHANGE): %s: link becomes ready",
        "mce-error: Memory failure: 0x%lx: %s",
        "module-key-rejected: Loading of %s is rejected",
        "module-key-rejected: Lockdown: %s: Loading of unsigned module is restricted; see man kernel_lockdown.7",
        "module-key-rejected: Lockdown: %s: unsigned module loading is restricted; see man kernel_lockdown.7",
        "module-key-rejected: PKCS#7 signature not signed with a trusted key",
        "module-key-rejected: loading of %s is rejected",
        "pci-device-gone: Refused to change power state, currently in D%d",
        "pci-device-gone: Unable to change power state from %s to %s, device inaccessible",
        "pci-device-gone: can't change power state from %s to %s (config space inaccessible)",
        "pci-device-gone: pcieport %s: pciehp: Slot(%s): Card not present",
        "pci-device-gone: pcieport %s: pciehp: Slot(%s): Link Down",
        "pci-error: AER: PCIe Bus Error: severity=%s, type=%s, %s",
        "pci-error: PCIe Bus Error: severity=%s, type=%s, %s",
        "pci-error: pcieport %s: AER: %s error message received from %s",
        "pci-error: pcieport %s: AER: %s error received: %s",
        "pci-error: pcieport %s: PCIe Bus Error: severity=%s, type=%s, %s",
        "suspend-entry: Freezing user space processes",
        "suspend-entry: Freezing user space processes ... %s",
        "suspend-entry: Freezing user space processes completed (%s)",
        "suspend-exit: Restarting tasks ... %s",
        "suspend-exit: Restarting tasks: %s",
        "suspend-exit: random: crng reseeded on system resumption",
        "swiotlb-full: DMA: Out of SW-IOMMU space for %zu bytes at device %s",
        "swiotlb-full: swiotlb buffer is full (sz: %zd bytes)",
        "swiotlb-full: swiotlb buffer is full (sz: %zd bytes), total %lu (slots), used %lu (slots)",
        "timekeeping-jump: systemd-journald[%d]: Time jumped backwards, rotating.",
        "trace-thread: current process = %d (%s: ena%s)",
        "trace-thread: current process = %d (irq%d: ena%s)",
        "warning-begin: KDB: stack backtrace:",
      ]
    `);
  });

  test.each([
    'systemd[1]: Service is enabled.',
    'audit: type=1130 msg=renamed',
    'ACPI: PCI Interrupt Link [LNKD] enabled at IRQ 11',
    'kernel: EXT4-fs (nvme0n1p1): re-mounted. Opts: (null)',
    'nvme nvme0: 2/0/0 default/read/poll queues',
  ])('do not stop at "%s"', (line) => {
    expect(found(line)).toBe(false);
  });
});
