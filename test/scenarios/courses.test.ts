import { describe, expect, it } from 'vitest';
import { examineText } from './examine.ts';
import { type Cause, causes } from './voices/causes.ts';
import { probe } from './voices/life.ts';
import { type Course, dmesg, reset, type Stamped, Transcript } from './voices/reset.ts';
import { dpdk, eth1, freebsd, linuxVoices, type Voice, voices, wordings } from './voices/voice.ts';

const causeNamed = (name: string): Cause => causes.find((cause) => cause.name === name)!;
const keepAlive = causeNamed('keep-alive lost');
const adminSilent = causeNamed('admin command without completion');
const resetOf = (voice: Voice, course: Course = {}) => reset(voice, keepAlive, course);

const problemsIn = async (text: string) => {
  const { report } = await examineText(text);
  const problems = report.findings.filter(({ severity }) => severity !== 'notice').map(({ id }) => id);
  return { report, incidents: report.incidents, problems: problems.filter((id) => !id.startsWith('known-')) };
};
const bare = (lines: readonly Stamped[]) => lines.map(({ text }) => text).join('\n');
const syslog = (lines: readonly Stamped[]) =>
  lines
    .map(({ seconds, text }) => {
      const stamp = new Date(Date.UTC(2026, 10, 2, 3) + seconds * 1000).toISOString().slice(8, 19).replace('T', ' ');
      return `Nov ${stamp} ip-10-0-0-1 kernel: ${text}`;
    })
    .join('\n');
const kernelLine = (seconds: number, text: string): readonly Stamped[] => [{ seconds, text }];

describe.each([...linuxVoices, freebsd])('a reset that fails, told by $name', (voice) => {
  it('has failed, whatever the banner claims, and is no failed probe', async () => {
    const { incidents, problems } = await problemsIn(dmesg(resetOf(voice, { outcome: 'failed' })));
    expect(incidents.map(({ cause, outcome }) => [cause, outcome])).toEqual([['keep-alive-timeout', 'failed']]);
    expect(new Set(problems)).toEqual(
      new Set(['keep-alive-timeout', 'reset-failed', 'register-read-timeout-persistent']),
    );
  });
});

describe.each(linuxVoices)('the same reset, told by $name', (voice) => {
  it.each([
    ['without stamps', bare],
    ['with the clock of the wall alone', syslog],
  ])('%s', async (_, wrap) => {
    const { incidents } = await problemsIn(wrap(resetOf(voice)));
    expect(incidents).toMatchObject([{ cause: 'keep-alive-timeout', resetReason: 1, outcome: 'recovered' }]);
  });

  it('from the middle of its dump on', async () => {
    const lines = resetOf(voice);
    const from = lines.findIndex(({ text }) => text.includes('wd_expired'));
    const { incidents, problems } = await problemsIn(dmesg(lines.slice(from)));
    expect(incidents).toMatchObject([{ cause: 'keep-alive-timeout', resetReason: 1, outcome: 'recovered' }]);
    expect(problems).not.toContain('device-init-failed');
  });

  it('up to the middle of its dump', async () => {
    const lines = resetOf(voice);
    const to = lines.findIndex(({ text }) => text.includes('interface_up'));
    const { incidents } = await problemsIn(dmesg(lines.slice(0, to)));
    expect(incidents).toMatchObject([{ cause: 'keep-alive-timeout', resetReason: 1, outcome: 'unknown' }]);
  });

  it('three times in a row is a loop, once a day it is none', async () => {
    const [first, ...others] = [1, 2, 3].map((wd_expired) => ({
      ...keepAlive,
      raises: { wd_expired, interface_up: wd_expired },
    }));
    const each = (period: number) =>
      dmesg(...[first!, ...others].map((cause, i) => reset(voice, cause, { at: 1000 + i * period })));
    const row = await problemsIn(each(60));
    const days = await problemsIn(each(86_400));
    expect([row.incidents.length, row.problems.includes('reset-loop')]).toEqual([3, true]);
    expect([days.incidents.length, days.problems.includes('reset-loop')]).toEqual([3, false]);
  });

  it('of two adapters at once belongs to each', async () => {
    const text = dmesg(resetOf(voice), reset(voice, causeNamed('bad Tx request id'), { at: 1000.002, adapter: eth1 }));
    const { incidents } = await problemsIn(text);
    expect(incidents.map(({ adapter, outcome }) => [adapter, outcome])).toEqual([
      ['0000:00:05.0', 'recovered'],
      ['0000:00:06.0', 'recovered'],
    ]);
    expect(incidents[0]).toMatchObject({ cause: 'keep-alive-timeout', resetReason: 1 });
  });

  it('in two boots is no loop, and each boot has counters of its own', async () => {
    const boot = kernelLine(0, 'Linux version 6.1.0-13-cloud-amd64 (debian-kernel@lists.debian.org)');
    const text = [1, 2].map(() => dmesg(boot, resetOf(voice, { at: 20 }))).join('\n');
    const { incidents, problems } = await problemsIn(text);
    expect(incidents).toMatchObject([{ resetReason: 1 }, { resetReason: 1 }]);
    expect(problems).not.toContain('reset-loop');
  });

  it('beside a stuck CPU is the guest’s, unless the driver itself looked for the keep-alive', async () => {
    const lockup = kernelLine(995, 'watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [kworker/3:1:2345]');
    const { incidents, problems } = await problemsIn(dmesg(lockup, resetOf(voice)));
    const looks = resetOf(voice).some(({ text }) => text.includes('missing_admin_interrupt'));
    expect(incidents).toMatchObject([{ blame: looks ? 'device' : 'guest-cpu' }]);
    expect(problems).toContain('soft-lockup-cpu');
  });

  it('beside the out-of-memory killer is the guest’s where memory can be the cause', async () => {
    const killer = kernelLine(990, 'Out of memory: Killed process 4711 (java) total-vm:1kB, anon-rss:1kB');
    const paused = await problemsIn(dmesg(killer, reset(voice, causeNamed("stack's watchdog"))));
    expect(paused.incidents).toMatchObject([{ cause: 'tx-timeout-netdev-watchdog', blame: 'guest-memory' }]);
  });
});

describe.each(voices)('an admin command without completion, told by $name', (voice) => {
  it('belongs to the adapter that resets after it, though it names none', async () => {
    const found = ['05', '06'].flatMap((slot) =>
      kernelLine(
        3,
        `ena 0000:00:${slot}.0: Elastic Network Adapter (ENA) found at mem febf8000, mac addr 02:11:22:33:44:55`,
      ),
    );
    const { incidents, report } = await problemsIn(dmesg(found, reset(voice, adminSilent)));
    expect(incidents).toMatchObject([{ cause: 'admin-queue-timeout', resetReason: 2 }]);
    const timeouts = report.findings.filter(({ id }) => id === 'admin-queue-timeout');
    expect(timeouts.map(({ adapter }) => adapter)).toEqual([incidents[0]?.adapter]);
  });
});

describe('DPDK', () => {
  const asks = [0, 1, 2, 3].flatMap((second) => resetOf(dpdk, { at: 100 + second }));

  it('asks its application each second: one reset, whose end is not told', async () => {
    const { incidents, problems } = await problemsIn(bare(asks));
    expect(incidents).toMatchObject([{ cause: 'keep-alive-timeout', outcome: 'unknown' }]);
    expect(new Set(problems)).toEqual(new Set(['keep-alive-timeout', 'device-reset']));
  });

  it('has recovered when the port is initialised anew', async () => {
    const again = `${bare(asks)}\nENA_DRIVER: ena_set_queues_placement_policy(): Placement policy: Low latency`;
    const { incidents } = await problemsIn(`${again}\n${bare(asks)}`);
    expect(incidents.map(({ outcome }) => outcome)).toEqual(['recovered', 'unknown']);
  });
});

describe.each(linuxVoices)('a reset that stumbles, told by $name', (voice) => {
  it('has recovered when the driver does not say that it failed', async () => {
    const stumbles = new Transcript(voice)
      .say(1000.1, 'reset-step-failed', {}, 'Device reset failed')
      .say(1000.15, 'register-read-timeout', { expectedId: 1, expectedOffset: 8, actualId: 0, actualOffset: 0 });
    const { incidents, problems } = await problemsIn(dmesg(resetOf(voice), stumbles.lines));
    expect(incidents).toMatchObject([{ cause: 'keep-alive-timeout', outcome: 'recovered' }]);
    expect(problems).not.toContain('reset-failed');
  });

  it('is told by what came before it began', async () => {
    const during = new Transcript(voice).say(1000.18, 'admin-completion-missing', { opcode: 8, status: 0 });
    const { incidents } = await problemsIn(dmesg(reset(voice, causeNamed("stack's watchdog")), during.lines));
    expect(incidents).toMatchObject([{ cause: 'tx-timeout-netdev-watchdog', resetReason: 10 }]);
  });

  it('right after boot is a reset of the adapter that was just found', async () => {
    const { incidents, problems } = await problemsIn(dmesg(probe(voice, 2), resetOf(voice, { at: 9 })));
    expect(incidents).toMatchObject([{ cause: 'keep-alive-timeout', outcome: 'recovered' }]);
    expect(new Set(problems)).toEqual(new Set(['keep-alive-timeout', 'device-reset']));
  });

  it('does not blame the CPU for a poller that had nothing to do', async () => {
    const silent = new Transcript(voice).say(999, 'tx-completion-late', {
      queue: 1,
      index: 7,
      sinceNapiUs: 21_000_000,
      sinceNapiMs: 21_000,
      sinceInterruptMs: 21_000,
      napiScheduled: 0,
    });
    const { incidents } = await problemsIn(dmesg(silent.lines, reset(voice, causeNamed('Tx completions missing'))));
    expect(incidents[0]?.blame).not.toBe('guest-cpu');
  });
});

describe.each(linuxVoices.filter((voice) => wordings(voice, 'close-found-broken-queue').length > 0))(
  'closing an interface whose admin queue is dead, told by $name',
  (voice) => {
    it('is one reset, of the queue’s reason', async () => {
      const [, ...lines] = reset(voice, adminSilent);
      const closing = new Transcript(voice)
        .say(1000, 'admin-completion-missing', { opcode: 2, status: 0 })
        .say(1000, 'admin-queue-stopped')
        .say(1000.01, 'close-found-broken-queue');
      const dumped = lines.filter(({ text }) => / \w+: \d+$/.test(text) && text.includes(' eth0: '));
      const { incidents } = await problemsIn(dmesg(closing.lines, dumped, closing.versions(1001).lines.slice(-2)));
      expect(incidents).toMatchObject([{ cause: 'admin-queue-timeout', resetReason: 2, outcome: 'unknown' }]);
    });
  },
);

describe('a crash of the driver', () => {
  const oops = (begin: number) => [
    ...kernelLine(begin, 'BUG: kernel NULL pointer dereference, address: 0000000000000000'),
    ...kernelLine(begin + 0.001, 'Oops: 0000 [#1] PREEMPT SMP NOPTI'),
    ...kernelLine(begin + 0.002, 'RIP: 0010:ena_com_indirect_table_set+0x70/0x230 [ena]'),
    ...kernelLine(begin + 0.003, 'Call Trace:'),
    ...kernelLine(begin + 0.004, ' ena_up+0xb2a/0xdf0 [ena]'),
    ...kernelLine(begin + 0.005, '---[ end trace 0000000000000000 ]---'),
    ...kernelLine(begin + 0.006, 'RIP: 0010:ena_com_indirect_table_set+0x70/0x230 [ena]'),
  ];
  const crashesIn = async (text: string) =>
    (await examineText(text)).report.findings.find(({ id }) => id === 'driver-kernel-panic')?.count;

  it('is one, though the kernel prints its registers once more at the end', async () => {
    expect(await crashesIn(dmesg(oops(10)))).toBe(1);
  });

  it('and another in the same function are two', async () => {
    expect(await crashesIn(dmesg(oops(10), oops(20)))).toBe(2);
  });
});
