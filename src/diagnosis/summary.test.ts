import { describe, expect, it } from 'vitest';
import { examineText } from '../../test/scenarios/examine.ts';

const reset = (seconds: number, end: string) =>
  [`Keep alive watchdog timeout.`, 'Trigger reset is on', end]
    .map((text, i) => `[${(seconds + i).toFixed(6)}] ena 0000:00:05.0 eth0: ${text}`)
    .join('\n');
const recovers = 'Device reset completed successfully';

describe('the summary', () => {
  it.each([
    [
      'one reset that recovered',
      reset(100, recovers),
      'Adapter 0000:00:05.0 was reset because the driver saw no keep-alive from the device; it recovered. The device is at fault, as far as this shows.',
    ],
    [
      'a reset that failed, though others recovered',
      `${reset(100, recovers)}\n${reset(90_000, 'Reset attempt failed. Can not reset the device')}`,
      'Adapter 0000:00:05.0 was reset 2 times, last because the driver saw no keep-alive from the device; it did not come back. The device is at fault, as far as this shows.',
    ],
    [
      'a loop, though each reset recovered',
      [100, 160, 220].map((at) => reset(at, recovers)).join('\n'),
      'Adapter 0000:00:05.0 is in a reset loop: 3 resets, one every 60 s, because the driver saw no keep-alive from the device. The device is at fault, as far as this shows.',
    ],
    [
      'a total that tells no time',
      'bw_in_allowance_exceeded: 4711',
      'Inbound bandwidth of the instance was exceeded. The instance type’s limits are the cause, not the adapter. The counters tell that it happened since boot, not when.',
    ],
    [
      'health with something to ignore',
      'ena 0000:00:05.0: LLQ is not supported Fallback to host mode policy.',
      'Nothing wrong with the adapter was found; one notice may be ignored.',
    ],
    [
      'health, and what is nobody’s to ignore',
      'ena 0000:00:05.0: LLQ is not supported Fallback to host mode policy.\n[90000.000000] watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [java:4512]',
      'Nothing wrong with the adapter was found; worth a look: the kernel reports a stuck CPU.',
    ],
    [
      'a guess for what it is',
      '00:05.0 Ethernet controller: Amazon.com, Inc. Elastic Network Adapter (ENA)\n\tMemory at febf4000 [disabled]',
      'There is no ena module for this kernel. The configuration is the cause. This rests on one sign: look for another before acting.',
    ],
    [
      'the limit that cost the most first',
      'bw_in_allowance_exceeded: 500\nlinklocal_allowance_exceeded: 335000000',
      'Too many packets to the link-local services (and 1 more finding). The instance type’s limits are the cause, not the adapter. The counters tell that it happened since boot, not when.',
    ],
    ['nothing of ENA', 'hello world', 'Nothing about ENA was found in what was given.'],
    [
      'another driver',
      'driver: vif\nversion: \nfirmware-version: \nbus-info: vif-0',
      'Nothing about ENA was found in what was given: this interface is not served by ENA.',
    ],
  ])('tells %s', async (_, text, summary) => {
    expect((await examineText(text)).report.summary).toBe(summary);
  });
});
