import { describe, expect, it } from 'vitest';
import { parseCounterRow } from './counterRow.ts';

describe('parseCounterRow', () => {
  it.each([
    ['     tx_timeout: 0', { name: 'tx_timeout', value: 0 }],
    ['bw_in_allowance_exceeded=7', { name: 'bw_in_allowance_exceeded', value: 7 }],
    ['#   pps_allowance_exceeded: 142', { name: 'pps_allowance_exceeded', value: 142 }],
    ['"wd_expired": 1,', { name: 'wd_expired', value: 1 }],
    ['wd_expired: 1 // The watchdog', { name: 'wd_expired', value: 1 }],
    ['\t\t// queue_0_tx_cnt: 123', { name: 'queue_0_tx_cnt', value: 123 }],
    [' // wd_expired: 1 // The watchdog', { name: 'wd_expired', value: 1 }],
    ['"    wd_expired: 5\\n",', { name: 'wd_expired', value: 5 }],
    ['"    wd_expired: 5\\n"};', { name: 'wd_expired', value: 5 }],
    ['wd_expired: 1 {{// The watchdog }}', { name: 'wd_expired', value: 1 }],
    ['\t\t// wd_expired: 1', { name: 'wd_expired', value: 1 }],
    ['   // wd_expired: 1 // again', { name: 'wd_expired', value: 1 }],
    ['  "    wd_expired: 1\\n",', { name: 'wd_expired', value: 1 }],
    ['wd_expired\t12', { name: 'wd_expired', value: 12 }],
    ['wd_expired,12', { name: 'wd_expired', value: 12 }],
    ['2026-11-23 19:01:17,eth0,wd_expired,12', { name: 'wd_expired', value: 12, interface: 'eth0' }],
    ['| `wd_expired` | 1,200 | resets |', { name: 'wd_expired', value: 1200 }],
    ['- wd_expired: 1', { name: 'wd_expired', value: 1, side: 'before' }],
    ['> wd_expired: 2', { name: 'wd_expired', value: 2, side: 'after' }],
    ['DUT ens5:   wd_expired:  1 000', { name: 'wd_expired', value: 1000, host: 'DUT', interface: 'ens5' }],
    ['ip-10-0-0-1: wd_expired: 3', { name: 'wd_expired', value: 3, host: 'ip-10-0-0-1' }],
    [
      '2026/11/23 14:30:00 diag: ethtool: ens5: warning: pps_allowance_exceeded = 99 > 0',
      { name: 'pps_allowance_exceeded', value: 99, interface: 'ens5' },
    ],
    ['sos/ethtool_-S_eth0:     wd_expired: 3', { name: 'wd_expired', value: 3, interface: 'eth0' }],
  ])('reads %j', (text, row) => {
    expect(parseCounterRow(text)).toEqual(row);
  });

  it.each([
    '[18509.850275] ena 0000:00:07.0 eth1: wd_expired: 1',
    'ena 0000:00:07.0 eth1: wd_expired: 1',
    'the worker saw reset_fail: 1',
    'driver: ena',
    '| wd_expired | 0 | 3 |',
    'wd_expired,0,3',
    'wd_expired, 3 times',
    '[18509.850275] ena 0000:00:07.0 eth1,wd_expired,1',
    'bus-info: 0000:00:05.0',
    ':5',
    '',
  ])('takes %j for no row', (text) => {
    expect(parseCounterRow(text)).toBeUndefined();
  });
});
