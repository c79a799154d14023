import { expect, test } from 'vitest';
import { byRole } from './order.ts';

test.each([
  [['var/log/messages-20261101.gz', 'var/log/messages-20261108', 'var/log/messages']],
  [['var/log/syslog.10.gz', 'var/log/syslog.2.gz', 'var/log/syslog.1', 'var/log/syslog']],
  [['ethtool_-S_eth0', 'proc/interrupts', 'var/log/messages', 'dmesg.0', 'dmesg']],
  [['kernel/kernel.log.1', 'kernel/dmesg.boot', 'kernel/dmesg.current', 'kernel/dmesg.human.current']],
  [['ethtool_1', 'ethtool_2']],
])('puts %j in this order', (paths) => {
  expect([...paths].reverse().sort(byRole)).toEqual(paths);
  expect([...paths].sort(byRole)).toEqual(paths);
});
