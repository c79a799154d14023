import { describe, expect, it } from 'vitest';
import { readLogText } from './readLogText.ts';

const context = { source: 'test', now: () => new Date('2026-12-01T00:00:00Z') };
const read = (...lines: readonly string[]) => readLogText(lines.join('\n'), context);
const keepAlive = 'ena 0000:00:05.0 eth0: Keep alive watchdog timeout.';
const late =
  "ena 0000:00:05.0 eth0: Found a Tx that wasn't completed on time, qid 3, index 7. 5 usecs have passed since last napi execution. Missing Tx timeout value 5000 msecs";

describe('lines as people paste them', () => {
  it('joins a line that a terminal folded', () => {
    for (let at = late.indexOf('wasn'); at < late.length - 1; at++) {
      const [first, ...others] = read(`[ 1.000000] ${late.slice(0, at)}`, late.slice(at));
      expect(others).toEqual([]);
      expect(first).toMatchObject({ event: 'tx-completion-late', place: { line: 1 }, values: { queue: 3 } });
    }
  });

  it('joins a line that a mail folded and quoted', () => {
    expect(read('> [ 1.000000] ena 0000:00:05.0 eth0: Keep alive', '> watchdog timeout.')).toMatchObject([
      { event: 'keep-alive-lost', place: { line: 1 }, when: { uptimeUs: 1_000_000 } },
    ]);
  });

  it('joins a line that a narrow terminal broke into several', () => {
    for (let width = 40; width < late.length; width++) {
      const pieces = late.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
      expect(read(...pieces), `at ${width} columns`).toMatchObject([
        { event: 'tx-completion-late', place: { line: 1 }, values: { queue: 3, timeoutMs: 5000 } },
      ]);
    }
  });

  it('joins what belongs together only', () => {
    expect(
      read('ena 0000:00:05.0 eth0: Found a Tx that was', "n't completed on time, qid 3, ind", 'and then we rebooted'),
    ).toMatchObject([{ event: 'tx-completion-late', truncated: true, values: { queue: 3 } }]);
  });

  it('reads the apostrophes and signs of a web page', () => {
    const typeset = late.replace("'", '\u2019');
    const above =
      'ena 0000:00:05.0 eth0: Lost TX completions are above the threshold (129 &gt; 128). Completion transmission timeout: 5000.';
    expect(read(typeset, above, late.replace("'", '&#39;'))).toMatchObject([
      { event: 'tx-completion-late', values: { timeoutMs: 5000 } },
      { event: 'tx-completions-lost', values: { missed: 129 } },
      { event: 'tx-completion-late', values: { timeoutMs: 5000 } },
    ]);
  });

  it('leaves the marks of a stack trace and a quoted apostrophe alone', () => {
    expect(read('[ 1.000000]  <TASK>', "said 'ena 0000:00:05.0 eth0: Transmit time out' and wasn't")).toMatchObject([
      { event: 'tx-queue-paused' },
    ]);
  });

  it('joins a line that was folded within its prefix', () => {
    expect(read('[ 1.000000] ena 0000:00:05.0', 'eth0: Keep alive watchdog timeout.')).toMatchObject([
      { event: 'keep-alive-lost', pci: '0000:00:05.0', interface: 'eth0' },
    ]);
  });

  it('does not join what begins a line of its own', () => {
    const seen = read('[ 1.000000] ena 0000:00:05.0 eth0: Keep alive', '[ 2.000000] watchdog timeout.');
    expect(seen).toMatchObject([{ place: { line: 1 } }]);
  });

  it('recognises a line that a pager cut', () => {
    expect(read('Sep 15 01:39:44 h kernel: ena 0000:00:05.0: LLQ is not supported Fallback t')).toMatchObject([
      { event: 'llq-fallback', truncated: true },
    ]);
    expect(read('[ 1.000000] ena 0000:00:05.0: LLQ is not supported Fallback t>')).toMatchObject([{ truncated: true }]);
    expect(read('[ 1.000000] ena 0000:00:05.0: LLQ is not supported Fall…')).toMatchObject([{ truncated: true }]);
  });

  it('reads a log with doubled line ends', () => {
    expect(read(`[ 1.000000] ${keepAlive}`, '', `[ 2.000000] ${keepAlive}`)).toHaveLength(2);
  });

  it('keeps the line as it stood, cut at 500 characters', () => {
    const line = `>  \x1b[1m[ 1.000000] ${keepAlive} // ${'x'.repeat(600)}`;
    expect(read(line)[0]?.place).toEqual({ source: 'test', line: 1, text: line.slice(0, 500) });
  });
});

describe('several records on one line', () => {
  it('are taken apart at the second stamp', () => {
    const seen = read(`[ 1.000000] ${keepAlive}[ 1.000100] ena 0000:00:06.0 eth1: Trigger reset is on`);
    expect(seen).toMatchObject([
      { event: 'keep-alive-lost', when: { uptimeUs: 1_000_000 } },
      { event: 'reset-triggered', pci: '0000:00:06.0', when: { uptimeUs: 1_000_100 } },
    ]);
  });

  it('are found behind what user space wrote to the console', () => {
    expect(read(`Loading, please wait...[ 10.487075] ${keepAlive}`)).toMatchObject([
      { when: { uptimeUs: 10_487_075 } },
    ]);
    expect(read(`cloud-init[7]: a b[ 10.487075] ${keepAlive}`)).toMatchObject([{ when: { uptimeUs: 10_487_075 } }]);
  });

  it('keep the host of the line', () => {
    const seen = read(
      `Nov 23 14:30:00 h kernel: [ 1.000000] ${keepAlive}Nov 23 14:30:01 h kernel: [ 2.000000] ${keepAlive}`,
    );
    expect(seen).toMatchObject([{ host: 'h' }, { host: 'h', when: { uptimeUs: 2_000_000 } }]);
  });
});

describe('repetition', () => {
  it('counts what syslogd left out', () => {
    expect(
      read(`Nov 23 14:30:00 h kernel: ${keepAlive}`, 'Nov 23 14:30:09 h last message repeated 3 times'),
    ).toMatchObject([
      { repeats: 1, place: { line: 1 } },
      { repeats: 3, place: { line: 2 }, event: 'keep-alive-lost', when: { wallMs: Date.UTC(2026, 10, 23, 14, 30, 9) } },
    ]);
    expect(read(keepAlive, '--- last 3 repeated')).toMatchObject([{}, { repeats: 3 }]);
  });

  it('is not ours when another line came between', () => {
    const seen = read(
      keepAlive,
      '[ 1.000000] usb',
      '[ 2.000000] usb',
      'Nov 23 14:30:09 h last message repeated 3 times',
    );
    expect(seen).toHaveLength(1);
  });

  it('counts what rsyslog folded', () => {
    expect(read(`Nov 23 14:30:00 h kernel: message repeated 3 times: [ [ 1.000000] ${keepAlive}]`)).toMatchObject([
      { repeats: 3, event: 'keep-alive-lost', when: { uptimeUs: 1_000_000 } },
    ]);
  });

  it('tells how many lines the kernel swallowed', () => {
    expect(read('[ 1.000000] ena_com_f: 5 callbacks suppressed')).toMatchObject([
      { event: 'lines-suppressed', values: { times: 5 } },
    ]);
  });
});

describe('records of several lines', () => {
  it('get the address that /dev/kmsg adds', () => {
    expect(read('3,1,1000000,-;ena: Trigger reset is on', ' SUBSYSTEM=pci', ' DEVICE=+pci:0000:00:05.0')).toMatchObject(
      [{ pci: '0000:00:05.0', event: 'reset-triggered' }],
    );
  });

  it('do not get the address of the next record', () => {
    const seen = read('3,1,1000000,-;ena: Trigger reset is on', '6,2,1000001,-;usb', ' DEVICE=+pci:0000:00:04.0');
    expect(seen).toMatchObject([{ event: 'reset-triggered' }]);
    expect(seen[0]).not.toHaveProperty('pci');
  });

  it('are told apart in an export', () => {
    const record = (boot: string) =>
      `__CURSOR=1\n_BOOT_ID=${boot}\n_KERNEL_DEVICE=+pci:0000:00:07.0\nMESSAGE=ena: Trigger reset is on\n`;
    expect(read(record('aa'), record('aa'), record('bb'))).toMatchObject([
      { boot: 0, pci: '0000:00:07.0' },
      { boot: 0 },
      { boot: 1 },
    ]);
  });
});

describe('boots', () => {
  const at = (seconds: number) => `[${seconds}.000000] ${keepAlive}`;
  const boots = (...lines: readonly string[]) =>
    read(...lines)
      .filter((line) => line.event === 'keep-alive-lost')
      .map((line) => line.boot);

  it('are counted by the banner', () => {
    expect(boots(at(50), '[ 0.000000] Linux version 5.10.1 (x@y) #1 SMP', at(51))).toEqual([0, 1]);
  });

  it('are counted by what journalctl says', () => {
    const id = '0123456789abcdef0123456789abcdef';
    expect(boots(at(50), '-- Reboot --', at(51), `-- Boot ${id} --`, at(52))).toEqual([0, 1, 2]);
  });

  it('are counted once where both tell', () => {
    expect(boots(at(50), '-- Reboot --', '[ 0.000000] Linux version 5.10.1 (x@y) #1 SMP', at(51))).toEqual([0, 1]);
  });

  it('are counted when uptime falls', () => {
    expect(boots(at(500), at(5))).toEqual([0, 1]);
  });

  it('are not counted when CPUs swap lines', () => {
    expect(boots('[500.000200] Linux version 5', at(500), at(499), at(495))).toEqual([0, 0, 0]);
  });

  it('are counted for each host alone', () => {
    const on = (host: string, seconds: number) => `Nov 23 14:30:00 ${host} kernel: [${seconds}.000000] ${keepAlive}`;
    expect(boots(on('a', 500), on('b', 5), on('a', 501), on('b', 6), on('b', 1), on('a', 3))).toEqual([
      0, 0, 0, 0, 0, 1,
    ]);
  });
});
