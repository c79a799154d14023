import { describe, expect, it } from 'vitest';
import { isStampedLine } from './stampedLine.ts';

describe('isStampedLine', () => {
  it.each([
    '[    0.000000] BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable',
    'Nov 23 19:01:17 ip-10-0-0-1 sshd[123]: Accepted publickey',
    '<6>[   12.345678] ena 0000:00:05.0: LLQ is not supported Fallback',
    '2026-11-23T19:01:17.123456+00:00 ip-10-0-0-1 kernel: something',
  ])('knows %j', (text) => {
    expect(isStampedLine(text)).toBe(true);
  });

  it.each([
    'Mon Nov 23 19:01:17 UTC 2026',
    '2026-11-23 19:01:17',
    '[root@ip-192.0.2.0 build]# ./app/dpdk-testpmd -- -i and so on',
    '07:01:18 PM  all   10.00    0.00    2.00    0.00    0.00    1.00   12.00',
    '00:05.0 Ethernet controller [0200]: Amazon.com, Inc. Elastic Network Adapter (ENA) [1d0f:ec20]',
    'bw_in_allowance_exceeded: 5',
  ])('does not take %j for one', (text) => {
    expect(isStampedLine(text)).toBe(false);
  });
});
