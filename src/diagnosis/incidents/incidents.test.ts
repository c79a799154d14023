import { describe, expect, it } from 'vitest';
import { examineText } from '../../../test/scenarios/examine.ts';

/** A kernel log: `at(12.5, 'text')` is a line of the adapter at 12.5 s. */
const at = (seconds: number, text: string, itf = 'eth0', pci = '0000:00:05.0') =>
  `[${seconds.toFixed(6).padStart(12)}] ena ${pci} ${itf}: ${text}`;
const kernel = (seconds: number, text: string) => `[${seconds.toFixed(6).padStart(12)}] ${text}`;
const log = (...lines: string[]) => lines.join('\n');

const reset = (seconds: number, cause: string, end = 'Device reset completed successfully') => [
  at(seconds, cause),
  at(seconds + 0.1, 'Trigger reset is on'),
  at(seconds + 1, end),
];

const incidentsOf = async (...lines: string[]) => (await examineText(log(...lines))).report.incidents;
const idsOf = async (...lines: string[]) => [...(await examineText(log(...lines))).ids];

describe('a reset', () => {
  it('begins with its cause and ends with its banner', async () => {
    const [incident, ...others] = await incidentsOf(...reset(100, 'Keep alive watchdog timeout.'));
    expect(others).toEqual([]);
    expect(incident).toMatchObject({
      adapter: '0000:00:05.0',
      begin: '[100.000000]',
      end: '[101.000000]',
      durationSeconds: 1,
      cause: 'keep-alive-timeout',
      resetReason: 1,
      blame: 'device',
      outcome: 'recovered',
      findings: ['keep-alive-timeout', 'device-reset'],
    });
  });

  it('keeps the counters of its own dump', async () => {
    const [incident] = await incidentsOf(
      at(100, 'Keep alive watchdog timeout.'),
      at(100.1, 'Trigger reset is on'),
      at(100.2, 'wd_expired: 1'),
      at(100.3, 'interface_up: 4'),
      at(100.4, 'queue_0_tx_cnt: 0'),
      at(101, 'Device reset completed successfully'),
    );
    expect(incident?.counters).toEqual({ wd_expired: 1, interface_up: 4 });
  });

  it('has failed when its status is not zero, whatever the level of the line', async () => {
    const ids = await idsOf(
      ...reset(100, 'Keep alive watchdog timeout.', 'Device reset completed, status: -62, Driver info: 2.13.1g'),
    );
    expect(ids).toContain('reset-failed');
    expect(ids).not.toContain('device-reset');
  });

  it('has failed when the driver said so, though its banner claims success', async () => {
    const [incident] = await incidentsOf(
      at(100, 'Keep alive watchdog timeout.'),
      at(100.1, 'Trigger reset is on'),
      at(100.9, 'Reset attempt failed. Can not reset the device'),
      at(101, 'Device reset completed successfully, Driver info: 2.8.0g'),
    );
    expect(incident?.outcome).toBe('failed');
  });

  it('has an unknown outcome when the log ends in its middle', async () => {
    const [incident] = await incidentsOf(at(100, 'Keep alive watchdog timeout.'), at(100.1, 'Trigger reset is on'));
    expect(incident?.outcome).toBe('unknown');
  });

  it('does not go on after the machine booted anew', async () => {
    const incidents = await incidentsOf(
      at(100, 'Keep alive watchdog timeout.'),
      at(100.1, 'Trigger reset is on'),
      kernel(0, 'Linux version 6.1.0-13-cloud-amd64 (debian-kernel@lists.debian.org)'),
      at(50, 'Device reset completed successfully'),
    );
    expect(incidents.map(({ outcome }) => outcome)).toEqual(['unknown', 'recovered']);
  });

  it('belongs to one adapter, though two reset at the same time', async () => {
    const incidents = await incidentsOf(
      at(100, 'Keep alive watchdog timeout.'),
      at(100.01, 'Keep alive watchdog timeout.', 'eth1', '0000:00:06.0'),
      at(100.1, 'Trigger reset is on'),
      at(100.11, 'Trigger reset is on', 'eth1', '0000:00:06.0'),
      at(101, 'Device reset completed successfully'),
      at(101.5, 'Reset attempt failed. Can not reset the device', 'eth1', '0000:00:06.0'),
    );
    expect(incidents.map(({ adapter, outcome }) => [adapter, outcome])).toEqual([
      ['0000:00:05.0', 'recovered'],
      ['0000:00:06.0', 'failed'],
    ]);
  });
});

describe('a suspicion', () => {
  it('that no reset follows is no incident', async () => {
    const lines = [at(100, "Found a Tx that wasn't completed on time, qid 2, index 961.")];
    expect(await incidentsOf(...lines)).toEqual([]);
    expect(await idsOf(...lines)).toContain('tx-completion-missing');
  });

  it('of an hour ago is not the cause of a reset now', async () => {
    const [incident] = await incidentsOf(
      at(100, "Found a Tx that wasn't completed on time, qid 2, index 961."),
      ...reset(3700, 'Keep alive watchdog timeout.'),
    );
    expect(incident?.begin).toBe('[3700.000000]');
  });
});

describe('the reset reason', () => {
  const lost = (...between: string[]) => [
    at(
      100,
      'Lost TX completions are above the threshold (130 > 128). Completion transmission timeout: 5000 (msec). 5020 msecs since last interrupt, 3 msecs since last napi execution.',
    ),
    ...between,
    at(100.1, 'Trigger reset is on'),
    at(101, 'Device reset completed, status: 0, Driver info: 2.13.1g'),
  ];

  it('is 3 when the completion queue was empty, and the device is to blame', async () => {
    const [incident] = await incidentsOf(...lost(at(100, 'No completion descriptors found in CQ 3')));
    expect(incident).toMatchObject({ resetReason: 3, cause: 'tx-completion-missing', blame: 'device' });
  });

  it('is 14 when completions lay unread: the interrupt was missed', async () => {
    const [incident] = await incidentsOf(...lost(at(100, 'Completion descriptors found in CQ 3')));
    expect(incident).toMatchObject({ resetReason: 14, cause: 'missed-interrupt', blame: 'guest-cpu' });
  });

  it('is 15 when the poller was scheduled and did not run', async () => {
    const [incident] = await incidentsOf(
      at(
        100,
        'TX q 2 is paused for too long (threshold 5000000). Time since last napi 6100000 usec. napi scheduled: 1',
      ),
      at(100, "napi handler hasn't been called for a long time but is scheduled"),
      at(100.1, 'Trigger reset is on'),
      at(101, 'Device reset completed successfully'),
    );
    expect(incident).toMatchObject({ resetReason: 15, cause: 'napi-starvation', blame: 'guest-cpu' });
  });

  it('is told by the counter that grew since the dump before', async () => {
    const dump = (seconds: number, missing: number) => [
      at(seconds, 'Trigger reset is on'),
      at(seconds, `missing_admin_interrupt: ${missing}`),
      at(seconds, 'wd_expired: 2'),
      at(seconds, 'total_resets: 9'),
      at(seconds + 1, 'Device reset completed, status: 0, Driver info: 2.12.0g'),
    ];
    const [, second] = await incidentsOf(...dump(100, 1), ...dump(5000, 2));
    expect(second).toMatchObject({ resetReason: 18, cause: 'missed-admin-interrupt', blame: 'guest-cpu' });
  });

  it('is not guessed from a dump whose counters name several', async () => {
    const [incident] = await incidentsOf(
      at(100, 'Trigger reset is on'),
      at(100, 'wd_expired: 1'),
      at(100, 'missing_tx_cmpl: 3'),
      at(100, 'total_resets: 4'),
      at(101, 'Device reset completed, status: 0, Driver info: 2.12.0g'),
    );
    expect(incident?.resetReason).toBeUndefined();
    expect(incident?.cause).toBe('unknown');
  });
});

describe('the blame', () => {
  it('shifts to the guest when a CPU was stuck beside the reset', async () => {
    const { report } = await examineText(
      log(
        kernel(95, 'watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [kworker/3:1:2345]'),
        ...reset(100, 'Keep alive watchdog timeout.'),
      ),
    );
    expect(report.incidents[0]).toMatchObject({ blame: 'guest-cpu' });
    expect(report.incidents[0]?.blameKnownFrom).toContain('soft lockup');
    expect(report.findings.find(({ id }) => id === 'keep-alive-timeout')?.blame).toBe('guest-cpu');
    expect(report.findings.find(({ id }) => id === 'soft-lockup-cpu')?.severity).toBe('warning');
  });

  it('stays with the device when the stuck CPU was an hour before', async () => {
    const [incident] = await incidentsOf(
      kernel(95, 'watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [kworker/3:1:2345]'),
      ...reset(3700, 'Keep alive watchdog timeout.'),
    );
    expect(incident?.blame).toBe('device');
  });

  it('shifts to the guest memory when the kernel ran out of it', async () => {
    const [incident] = await incidentsOf(
      kernel(90, 'Out of memory: Killed process 4711 (java) total-vm:1kB, anon-rss:1kB'),
      ...reset(100, 'Keep alive watchdog timeout.'),
    );
    expect(incident?.blame).toBe('guest-memory');
  });

  it('is never the guest’s for what only the device can write', async () => {
    const [incident] = await incidentsOf(
      kernel(95, 'watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [kworker/3:1:2345]'),
      ...reset(100, 'Invalid rx req_id: 5000'),
    );
    expect(incident).toMatchObject({ resetReason: 4, blame: 'device' });
  });

  it('follows the age of the poller in the driver’s own lines', async () => {
    const [incident] = await incidentsOf(
      at(99, "TX hasn't completed, qid 3, index 12. 6100000 usecs from last napi execution, napi scheduled: 1"),
      at(100, 'Lost TX completions are above the threshold (130 > 128). Completion transmission timeout: 5000.'),
      at(100.1, 'Trigger reset is on'),
      at(101, 'Device reset completed successfully'),
    );
    expect(incident?.blame).toBe('guest-cpu');
  });
});

describe('a reset loop', () => {
  const resets = (...times: number[]) => times.flatMap((time) => reset(time, 'Keep alive watchdog timeout.'));

  it('is three resets of one cause close together, with its period', async () => {
    const { report } = await examineText(log(...resets(100, 160, 220, 280)));
    const loop = report.findings.find(({ id }) => id === 'reset-loop');
    expect(loop?.values).toMatchObject({ resets: 4, periodSeconds: 60 });
  });

  it('is not two resets', async () => expect(await idsOf(...resets(100, 160))).not.toContain('reset-loop'));

  it('is not three resets in three days', async () => {
    expect(await idsOf(...resets(100, 90_000, 180_000))).not.toContain('reset-loop');
  });
});
