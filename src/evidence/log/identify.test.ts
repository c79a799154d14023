import { describe, expect, it } from 'vitest';
import { openLog } from './logReader.ts';
import { readLogText } from './readLogText.ts';

const context = { source: 'test', now: () => new Date('2026-12-01T00:00:00Z') };
const read = (line: string) => readLogText(line, context);
const one = (line: string) => openLog(context).read({ text: line, number: 1 });
const keepAlive = 'ena 0000:00:05.0 eth0: Keep alive watchdog timeout.';

describe('whose line it is', () => {
  it.each([
    ['ena 0000:00:05.0: Trigger reset is on', '0000:00:05.0', undefined],
    ['ena 0000:00:05.0 (unnamed net_device) (uninitialized): Trigger reset is on', '0000:00:05.0', undefined],
    ['ena 0000:00:05.0 eth%d: Trigger reset is on', '0000:00:05.0', undefined],
    ['ena 0000:00:05.0 ens5 (unregistering): Trigger reset is on', '0000:00:05.0', 'ens5'],
    ['ena 00:05.0 ens5: Trigger reset is on', '0000:00:05.0', 'ens5'],
    ['ena 0000:00:05.0: [ENA_COM: ena_f] Trigger reset is on', '0000:00:05.0', undefined],
    ['ena PCI: Trigger reset is on', undefined, undefined],
    ['ena PCI IF: Trigger reset is on', undefined, undefined],
    ['ena PCI IF (unregistering): Trigger reset is on', undefined, undefined],
    ['ena PCI (unnamed net_device) (uninitialized): Trigger reset is on', undefined, undefined],
    ['ena xxxx:xx:xx.x eth0: Trigger reset is on', undefined, 'eth0'],
    ['ena: Trigger reset is on', undefined, undefined],
    ['[ENA_COM: ena_f] Trigger reset is on', undefined, undefined],
    ['ena: [ENA_COM: ena_f] Trigger reset is on', undefined, undefined],
    ['eth0: Trigger reset is on', undefined, 'eth0'],
  ])('is the Linux driver in "%s"', (line, pci, name) => {
    expect(read(line)).toMatchObject([{ speaker: 'linux', event: 'reset-triggered', body: 'Trigger reset is on' }]);
    expect(read(line)[0]?.pci).toBe(pci);
    expect(read(line)[0]?.interface).toBe(name);
  });

  it.each([
    'ENA_DRIVER: ena_timer_wd_callback(): Keep alive timeout',
    'testpmd[77]: ENA_DRIVER: ena_timer_wd_callback(): Keep alive timeout',
    'Nov 23 14:30:00 h vpp[77]: PMD: ena_timer_wd_callback(): Keep alive timeout',
    'pmd.net.ena.driver: Keep alive timeout',
    'ena_timer_wd_callback(): Keep alive timeout',
  ])('is DPDK in "%s"', (line) => {
    expect(read(line)).toMatchObject([{ speaker: 'dpdk', event: 'keep-alive-lost' }]);
  });

  it.each([
    ['[ 1.000000] ena: probe of 0000:00:05.0 failed with error -62', { result: -62 }],
    ['[ 1.000000] ena 0000:00:05.0: probe with driver ena failed with error -62', { result: -62 }],
  ])('is the driver core on ENA in "%s"', (line, values) => {
    expect(read(line)).toMatchObject([{ speaker: 'kernel', event: 'probe-failed', pci: '0000:00:05.0', values }]);
  });

  it.each([
    'check_for_missing_keep_alive(): Keep alive timeout',
    'Nov 23 14:30:00 h vpp[77]: check_for_missing_keep_alive(): Keep alive timeout',
    '2026/11/23 14:30:00:123 error      dpdk           check_for_missing_keep_alive(): Keep alive timeout',
  ])('is a function of the DPDK driver in "%s"', (line) => {
    expect(read(line)).toMatchObject([{ speaker: 'dpdk', event: 'keep-alive-lost' }]);
  });

  it.each(['[...]: ', '[ anonymised ] ', 'node 7 | 5m ago | ', '[   12.345] (kernel) '])(
    'is the Linux driver behind "%s", which no wrapper knows, if its wording is whole',
    (front) => {
      expect(read(front + keepAlive)).toMatchObject([
        { speaker: 'linux', event: 'keep-alive-lost', pci: '0000:00:05.0', interface: 'eth0' },
      ]);
    },
  );

  it.each([
    `saw ${keepAlive} says somebody`,
    `agent[7]: saw ${keepAlive}`,
    `Nov 23 14:30:00 h agent[7]: saw ${keepAlive}`,
    `a hy${keepAlive}`,
  ])('is not the driver in "%s"', (line) => {
    expect(read(line).filter(({ event }) => event !== undefined)).toEqual([]);
  });

  it.each([
    'ena0: ena_com_validate_version() [TID:100000]: ENA device version: 0.10',
    'ena_com_validate_version() [TID:100000]: ENA device version: 0.10',
    'ena0: ena0: ENA device version: 0.10',
  ])('is FreeBSD in "%s"', (line) => {
    expect(read(line)).toMatchObject([{ speaker: 'freebsd', event: 'device-version' }]);
  });

  it('is FreeBSD behind the name of its device', () => {
    expect(read('Nov 23 14:30:00 bsd kernel: ena0: Keep alive watchdog timeout.')).toMatchObject([
      { speaker: 'freebsd', interface: 'ena0', host: 'bsd', event: 'keep-alive-lost' },
    ]);
  });

  it.each([
    'infiniband rdmap0s6: Keep alive watchdog timeout.',
    '[ 1.000000] efa 0000:00:06.0: Keep alive watchdog timeout.',
    '[ 1.000000] rdmap0s6: Keep alive watchdog timeout.',
  ])('is never ENA in "%s"', (line) => {
    for (const seen of read(line)) expect(seen).toMatchObject({ speaker: 'efa' });
    for (const seen of read(line)) expect(seen.event).not.toBe('keep-alive-lost');
  });

  it.each([
    '[ 1.000000] nvme 0000:00:04.0: Keep alive watchdog timeout.',
    '[ 1.000000] mlx5_core 0000:00:04.0 eth0: Trigger reset is on',
    '[ 1.000000] ixgbevf 0000:00:03.0: Trigger reset is on',
    '[ 1.000000] vif vif-0: Trigger reset is on',
    '[ 1.000000] infiniband mlx5_0: Wait for completion (polling) timeout',
    '[ 1.000000] eth0: something only another driver says',
    '[ 1.000000] eth0: mtu: 9001',
    `Nov 23 14:30:00 h sshd[1]: ${keepAlive}`,
    `Nov 23 14:30:00 h dockerd[12]: [18509.800135] ${keepAlive}`,
    `2026-11-23T14:30:00+00:00 h sudo: ${keepAlive}`,
    `[ 2.504264] cloud-init[1197]: ${keepAlive}`,
  ])('is nobody we know in "%s"', (line) => {
    expect(one(line)).toBe('other');
  });

  it.each([
    'NIC statistics:',
    '     ena_admin_q_aborted_cmd: 0',
    'ena0: flags=8863<UP,BROADCAST> metric 0 mtu 9001',
    'ena                   114688  0',
    'driver: ena',
    'ena/2.8.0, 5.4.0-1029-aws, x86_64: installed',
    'Linux version 5.10.130 (mockbuild@x) (gcc version 7.3.1) #1 SMP',
    'Mon Nov 23 14:30:00 UTC 2026',
    'Mon Nov 23 02:30:00 PM UTC 2026',
    '2026-11-23 14:30:00 UTC',
    '{"tx_timeout":0,"wd_expired":1}',
    '[ec2-user@ip-10-0-0-1 ~]$ ethtool -S eth0',
    'NAME="Amazon Linux"',
    '',
  ])('is nobody, for "%s" is no log line', (line) => {
    expect(one(line)).toBeUndefined();
  });

  it.each([
    '[ 1.000000] usb 1-1: new device',
    'Nov 23 14:30:00 h systemd[1]: Started.',
    '<6>[ 1.000000] usb 1-1: new device',
    '-- Logs begin at Mon 2023-05-01 12:14:38 UTC, end at Mon 2023-05-01 12:17:01 UTC. --',
    '........',
    '[snip]',
  ])('does not matter in "%s"', (line) => {
    expect(one(line)).toBe('other');
  });

  it('is the driver, though nobody knows the words', () => {
    const [line] = read('[ 1.000000] ena 0000:00:05.0 eth0: a wording of tomorrow');
    expect(line).toMatchObject({ speaker: 'linux', body: 'a wording of tomorrow', pci: '0000:00:05.0' });
    expect(line).not.toHaveProperty('event');
  });

  it('is the kernel, where it says what it suffers', () => {
    expect(read('[ 1.000000] NMI watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [kworker/3:1:77]')).toMatchObject([
      { speaker: 'kernel', event: 'soft-lockup', values: { cpu: 3, seconds: 22 } },
    ]);
    expect(read('[ 1.000000] ena 0000:00:05.0 ens5: renamed from eth0')).toMatchObject([
      { speaker: 'kernel', event: 'interface-renamed', pci: '0000:00:05.0', interface: 'ens5' },
    ]);
  });

  it('is the kernel in what journald says of the clock', () => {
    expect(read('[ 9.000000] systemd-journald[77]: Time jumped backwards, rotating.')).toMatchObject([
      { speaker: 'kernel', event: 'timekeeping-jump' },
    ]);
  });
});
