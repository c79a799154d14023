import { describe, expect, it } from 'vitest';
import { type FakeMachine, refused } from './fakeHost.ts';
import { ec2Guest } from './fakeMachines.ts';
import { observed, ofKind } from './observed.ts';

const bootLine = '5,0,0,-;Linux version 6.12.40 (mockbuild@ip) #1 SMP\n';
const timeout = '3,700,80000000000,-;ena 0000:00:05.0 eth0: Keep alive watchdog timeout.\n';
const journal = 'journalctl -k -b --no-pager -o short-monotonic --lines=200000';
const journalText = `[    0.000000] ip-10-0-0-1 kernel: Linux version 6.12.40 (mockbuild@ip) #1 SMP
[   61.500000] ip-10-0-0-1 kernel: ena 0000:00:05.0 eth0: Keep alive watchdog timeout.
`;

const withLog = (log: Pick<FakeMachine, 'kmsg' | 'programs' | 'tickMs'>, files: FakeMachine['files'] = {}) => {
  const { kmsg: _, ...guest } = ec2Guest();
  return observed({ ...guest, ...log, files: { ...guest.files, ...files } });
};

describe('the kernel’s buffer', () => {
  it('is read record by record, with wall time from the time of boot', async () => {
    const guest = await withLog({ kmsg: [bootLine, timeout] });
    expect(ofKind(guest, 'log')).toMatchObject([
      { event: 'kernel-banner' },
      {
        event: 'keep-alive-lost',
        pci: '0000:00:05.0',
        place: { source: '/dev/kmsg', line: 2, text: timeout.trim() },
        // 80,000 s after a boot that was a day ago.
        when: { uptimeUs: 80_000_000_000, wallMs: Date.UTC(2026, 10, 23, 12) - 6_400_000 },
      },
    ]);
    expect(guest.host.runs).toEqual([]);
    expect(guest.unseen).toEqual([]);
  });

  it('is read on where records were overwritten meanwhile, and that is said', async () => {
    const guest = await withLog({ kmsg: [bootLine, refused('EPIPE'), refused('EINTR'), timeout] });
    expect(ofKind(guest, 'log').map(({ event }) => event)).toContain('keep-alive-lost');
    expect(guest.unseen).toEqual([
      'The kernel log is not complete: lines were overwritten while it was read; run ena again.',
    ]);
  });

  it('counts as far as it could be read', async () => {
    const guest = await withLog({ kmsg: [bootLine, timeout, refused('EIO')] });
    expect(ofKind(guest, 'log')).toHaveLength(2);
    expect(guest.unseen).toEqual(['The kernel log is not complete: reading it failed (EIO); run ena again.']);
  });

  it.each([
    ['overruns without end', { kmsg: [bootLine, ...Array(2000).fill(refused('EPIPE'))] }],
    ['records without end', { kmsg: [bootLine, ...Array(5000).fill(`6,1,1,-;${'x'.repeat(8000)}\n`)] }],
    ['a time without end', { kmsg: [bootLine, ...Array(100).fill(timeout)], tickMs: 1000 }],
  ])('ends although there are %s', async (_, log) => {
    const { unseen } = await withLog(log);
    expect(unseen).toEqual([expect.stringContaining('written faster than it can be read')]);
  });

  it('that has lost its beginning gives way to a journal that reaches further back', async () => {
    const guest = await withLog({ kmsg: [timeout], programs: { [journal]: { text: journalText } } });
    expect(guest.summaries.at(-1)).toEqual({ path: journal, kind: 'kernel-log', lines: 2, adapterLines: 1 });
    expect(ofKind(guest, 'log').at(-1)?.when.uptimeUs).toBe(61_500_000);
    expect(guest.unseen).toEqual([]);
  });

  it.each([
    ['there is none', {}],
    ['it begins later', { [journal]: { text: '[90000.000000] ip kernel: late\n' } }],
    ['it was stopped before its newest lines', { [journal]: { text: journalText, exitCode: undefined } }],
  ])('is kept instead of the journal when %s, and the loss is said', async (_, programs) => {
    const guest = await withLog({ kmsg: [timeout], programs });
    expect(guest.summaries.at(-1)).toMatchObject({ path: '/dev/kmsg', adapterLines: 1 });
    expect(guest.unseen).toEqual([expect.stringMatching(/^The kernel log begins 80000 s after boot: older lines/)]);
  });
});

describe('without permission to read the buffer', () => {
  const kmsg = [refused('EPERM')];

  it('the journal is read', async () => {
    const guest = await withLog({ kmsg, programs: { journalctl: { text: journalText } } });
    expect(guest.summaries.at(-1)).toMatchObject({ path: journal, adapterLines: 1 });
    expect(guest.unseen).toEqual([]);
  });

  it('a journal that had to be stopped is read, and what it lacks is said', async () => {
    const guest = await withLog({ kmsg, programs: { journalctl: { text: journalText, exitCode: undefined } } });
    expect(ofKind(guest, 'log')).toHaveLength(2);
    expect(guest.unseen).toEqual([expect.stringContaining('the newest lines of the kernel log are missing')]);
  });

  it('dmesg is read where the journal shows nothing', async () => {
    const text = '[    0.000000] Linux version 6.12.40\n[   61.500000] ena 0000:00:05.0 eth0: Trigger reset is on\n';
    const guest = await withLog({ kmsg, programs: { journalctl: { text: '-- No entries --\n' }, dmesg: { text } } });
    expect(guest.summaries.at(-1)).toMatchObject({ path: 'dmesg', lines: 2, adapterLines: 1 });
  });

  it('of anything, one sentence says what was tried and how to see it; the counters are there all the same', async () => {
    const programs = {
      journalctl: { text: '-- No entries --\n', exitCode: 1 },
      dmesg: { stderr: 'dmesg: read kernel buffer failed: Operation not permitted\n', exitCode: 1 },
    };
    const guest = await withLog({ kmsg, programs }, { '/proc/sys/kernel/dmesg_restrict': '1\n' });
    const sentence =
      'The kernel log was not seen (/dev/kmsg: EPERM; journalctl: no entries; dmesg: read kernel buffer failed: Operation not permitted; kernel.dmesg_restrict is 1): resets and their causes stand there. Run `sudo ena doctor`.';
    expect(guest.unseen).toEqual([sentence]);
    expect(guest.summaries.at(-1)).toEqual({
      path: '/dev/kmsg',
      kind: 'kernel-log',
      lines: 0,
      adapterLines: 0,
      problem: sentence,
    });
    expect(ofKind(guest, 'counters')).toHaveLength(2);
  });

  it('nor any program to ask, that is said likewise', async () => {
    const { unseen } = await withLog({});
    expect(unseen).toEqual([expect.stringContaining('(/dev/kmsg: ENOENT; journalctl: ENOENT; dmesg: ENOENT)')]);
  });
});
