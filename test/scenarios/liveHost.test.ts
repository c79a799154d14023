import { describe, expect, test } from 'vitest';
import { openDiagnosis } from '../../src/diagnosis/diagnosis.ts';
import { type FakeMachine, fakeHost, refused } from '../../src/evidence/live/fakeHost.ts';
import { ec2Guest, fakeEthtool, nitroGuest, pciFunction, quiet, rising } from '../../src/evidence/live/fakeMachines.ts';
import { observeHost } from '../../src/evidence/live/index.ts';

/** What the doctor says of a made-up machine. */
const examine = async (machine: FakeMachine, forMs?: number) => {
  const diagnosis = openDiagnosis();
  const summaries = await observeHost(diagnosis.observe, {
    now: () => new Date('2026-11-23T12:00:00Z'),
    imds: true,
    host: fakeHost(machine),
    ...(forMs !== undefined && { forMs }),
  });
  const report = diagnosis.report(summaries);
  return { report, ids: report.findings.map(({ id }) => id) };
};

const reset = [
  [80_000, 'eth0: Keep alive watchdog timeout.'],
  [80_000.1, 'eth0: Trigger reset is on'],
  [80_000.2, 'eth0: wd_expired: 1'],
  [80_003, 'eth0: Device reset completed successfully, Driver info: Elastic Network Adapter (ENA) v2.13.0g'],
].map(([seconds, text], at) => `3,${700 + at},${Number(seconds) * 1e6},-;ena 0000:00:05.0 ${text}\n`);

describe('a live host', () => {
  test('whose two adapters are well is healthy', async () => {
    const { report, ids } = await examine(ec2Guest());
    expect(report.verdict).toBe('healthy');
    expect(ids).toEqual([]);
    expect(report.adapters).toEqual([
      { pci: '0000:00:05.0', interfaces: ['eth0'], driver: { flavour: 'amzn', version: '2.13.0g' } },
      { pci: '0000:00:06.0', interfaces: ['eth1'], driver: { flavour: 'amzn', version: '2.13.0g' } },
    ]);
  });

  test('whose log tells of a reset has it told as an incident, at its wall time', async () => {
    const guest = ec2Guest();
    const { report } = await examine({ ...guest, kmsg: [...guest.kmsg, ...reset] });
    expect(report.verdict).toBe('problems');
    expect(report.incidents).toMatchObject([
      { adapter: '0000:00:05.0', cause: 'keep-alive-timeout', outcome: 'recovered', begin: '2026-11-23T10:13:20.000Z' },
    ]);
  });

  test('whose counter rises between two samples is told with certainty', async () => {
    const counters = rising({ tx_timeout: 0, bw_out_allowance_exceeded: 5000, interface_up: 0 });
    const ethtool = fakeEthtool({
      eth0: { pci: '0000:00:05.0', counters },
      eth1: { pci: '0000:00:06.0', counters: quiet },
    });
    let clock = 0;
    const diagnosis = openDiagnosis();
    const host = fakeHost({ ...ec2Guest(), ethtool });
    const now = () => new Date(Date.UTC(2026, 10, 23, 12) + clock);
    const sleep = async (durationMs: number) => {
      clock += durationMs;
    };
    const summaries = await observeHost(diagnosis.observe, {
      now,
      imds: false,
      forMs: 10_000,
      host: { ...host, sleep },
    });
    expect(diagnosis.report(summaries).findings).toMatchObject([
      {
        id: 'allowance-exceeded:bw_out',
        adapter: '0000:00:05.0',
        confidence: 'certain',
        values: { rise: 5000, perSecond: 500 },
      },
    ]);
  });

  test('whose log may not be read says so, and judges the counters', async () => {
    const { report } = await examine({ ...ec2Guest(), kmsg: [refused('EPERM')] });
    expect(report.limits[0]).toContain('The kernel log was not seen');
    expect(report.sources.find(({ path }) => path === '/dev/kmsg')?.problem).toContain('sudo ena doctor');
    expect(report.adapters).toHaveLength(2);
  });

  test('whose kernel has no module for its adapter has that told', async () => {
    const adapter = pciFunction('0000:00:05.0');
    const files = Object.entries({ ...nitroGuest, ...adapter.files })
      .filter(([path]) => !path.startsWith('/sys/module/'))
      .map(([path, text]) => [path, path.endsWith('modules.dep') ? 'kernel/fs/xfs/xfs.ko:\n' : text]);
    const { report } = await examine({ files: Object.fromEntries(files) });
    expect(report.findings).toMatchObject([
      { id: 'module-missing-for-kernel', severity: 'critical', values: { kernel: '6.12.40-63.114.amzn2023.x86_64' } },
    ]);
  });

  test('without an adapter is no evidence, whatever its kernel log says of others', async () => {
    const { files, links } = pciFunction('0000:00:03.0', {
      vendor: '0x1af4',
      driver: 'virtio_net',
      interfaces: ['ens3'],
    });
    const kmsg = ['4,1,5,-;virtio_net virtio0 ens3: NETDEV WATCHDOG: CPU: 0: transmit queue 0 timed out 5120 ms\n'];
    const { report, ids } = await examine({ files: { ...nitroGuest, ...files }, links, kmsg });
    expect(report.verdict).toBe('no-evidence');
    expect(report.sources).toHaveLength(1);
    expect(ids).toEqual(['not-an-ena-interface']);
  });
});
