import { describe, expect, it } from 'vitest';
import { readLogText } from '../../src/evidence/log/readLogText.ts';

const now = () => new Date('2026-12-01T00:00:00Z');

const readText = (text: string) => readLogText(text, { source: 'test', now });

const ena = 'ena 0000:00:05.0 eth0: Keep alive watchdog timeout.';
const up = 18_509_800_135;
const wall = Date.UTC(2026, 10, 23, 14, 30, 0);
const host = 'ip-10-0-0-1';

interface Expected {
  readonly up?: number;
  readonly wall?: number;
  readonly level?: number;
  readonly host?: string;
}

/** What each wrapper makes of one keep-alive line. */
// biome-ignore format: a table
const rows: readonly { wrapper: string; example: string; expect: Expected }[] = [
  { wrapper: 'none', example: ena, expect: {} },
  { wrapper: 'dmesg', example: `[18509.800135] ${ena}`, expect: { up } },
  { wrapper: 'dmesg, early', example: `[    3.141592] ${ena}`, expect: { up: 3_141_592 } },
  { wrapper: 'dmesg with task as caller', example: `[18509.800135][ T1234] ${ena}`, expect: { up } },
  { wrapper: 'dmesg with CPU as caller', example: `[18509.800135][    C0] ${ena}`, expect: { up } },
  { wrapper: 'dmesg -T', example: `[Mon Nov 23 14:30:00 2026] ${ena}`, expect: { wall } },
  { wrapper: 'dmesg -T, German', example: `[Mo Nov 23 14:30:00 2026] ${ena}`, expect: { wall } },
  { wrapper: 'dmesg -T, French', example: `[lun. nov. 23 14:30:00 2026] ${ena}`, expect: { wall } },
  { wrapper: 'dmesg -T, French day first', example: `[lun. 23 nov. 14:30:00 2026] ${ena}`, expect: { wall } },
  { wrapper: 'dmesg -T, Russian', example: `[Пн ноя 23 14:30:00 2026] ${ena}`, expect: { wall } },
  { wrapper: 'dmesg -T, Japanese', example: `[月 11月 23 14:30:00 2026] ${ena}`, expect: { wall } },
  { wrapper: 'dmesg -T, a locale nobody knows', example: `[Qua Qxx 23 14:30:00 2026] ${ena}`, expect: {} },
  { wrapper: 'dmesg -dT', example: `[Mon Nov 23 14:30:00 2026 <    0.000012>] ${ena}`, expect: { wall } },
  { wrapper: 'dmesg iso', example: `[2026-11-23T14:30:00,000000+00:00] ${ena}`, expect: { wall } },
  { wrapper: 'dmesg iso, bare', example: `2026-11-23T15:30:00,000000+01:00 ${ena}`, expect: { wall } },
  { wrapper: 'dmesg -x', example: `kern  :err   : [18509.800135] ${ena}`, expect: { up, level: 3 } },
  { wrapper: 'dmesg -xT', example: `kern  :warn  : [Mon Nov 23 14:30:00 2026] ${ena}`, expect: { wall, level: 4 } },
  { wrapper: 'dmesg -r', example: `<3>[18509.800135] ${ena}`, expect: { up, level: 3 } },
  { wrapper: 'dmesg -r without stamp', example: `<3>${ena}`, expect: { level: 3 } },
  { wrapper: 'dmesg -d', example: `[18509.800135 <    0.000012>] ${ena}`, expect: { up } },
  { wrapper: 'dmesg -dt', example: `[<    0.000012>] ${ena}`, expect: {} },
  { wrapper: 'dmesg -e, new minute', example: `[Nov23 14:30] ${ena}`, expect: { wall } },
  { wrapper: 'dmesg -e, difference', example: `[Nov23 14:30] x\n[  +1.500000] ${ena}`, expect: { wall: wall + 1500 } },
  { wrapper: 'dmesg -e, skipped lines', example: `[Nov23 14:30] ena: x\n[  +1.500000] usb\n[  +0.500000] ${ena}`, expect: { wall: wall + 2000 } },
  { wrapper: 'stamp without brackets', example: `18509.800135] ${ena}`, expect: { up } },
  { wrapper: '/dev/kmsg', example: `3,1042,18509800135,-;${ena}\n SUBSYSTEM=pci\n DEVICE=+pci:0000:00:05.0`, expect: { up, level: 3 } },
  { wrapper: '/dev/kmsg with caller', example: `3,1042,18509800135,-,caller=T7;${ena}`, expect: { up, level: 3 } },
  { wrapper: 'journalctl short', example: `Nov 23 14:30:00 ${host} kernel: ${ena}`, expect: { wall, host } },
  { wrapper: 'journalctl short-precise', example: `Nov 23 14:30:00.123456 ${host} kernel: ${ena}`, expect: { wall: wall + 123, host } },
  { wrapper: 'journalctl short-full', example: `Mon 2026-11-23 14:30:00 UTC ${host} kernel: ${ena}`, expect: { wall, host } },
  { wrapper: 'journalctl short-iso', example: `2026-11-23T14:30:00+0000 ${host} kernel: ${ena}`, expect: { wall, host } },
  { wrapper: 'journalctl short-iso-precise', example: `2026-11-23T14:30:00.123456+00:00 ${host} kernel: ${ena}`, expect: { wall: wall + 123, host } },
  { wrapper: 'journalctl short-monotonic', example: `[18509.800135] ${host} kernel: ${ena}`, expect: { up, host } },
  { wrapper: 'journalctl short-delta', example: `[18509.800135 <    1.000000 >] ${host} kernel: ${ena}`, expect: { up, host } },
  { wrapper: 'journalctl short-unix', example: `${wall / 1000}.123456 ${host} kernel: ${ena}`, expect: { wall: wall + 123, host } },
  { wrapper: 'journalctl with-unit', example: `Mon 2026-11-23 14:30:00 UTC ${host} kernel[1]: ${ena}`, expect: { wall, host } },
  { wrapper: 'journalctl verbose', example: `Mon 2026-11-23 14:30:00.123456 UTC [s=1a2b;i=4;b=77;m=1;t=2;x=3]\n    PRIORITY=3\n    _TRANSPORT=kernel\n    _HOSTNAME=${host}\n    MESSAGE=${ena}\n    _SOURCE_MONOTONIC_TIMESTAMP=18509800135`, expect: { up, wall: wall + 123, level: 3, host } },
  { wrapper: 'journalctl json', example: JSON.stringify({ MESSAGE: ena, PRIORITY: '3', _TRANSPORT: 'kernel', _HOSTNAME: host, __REALTIME_TIMESTAMP: `${wall}000`, _SOURCE_MONOTONIC_TIMESTAMP: `${up}`, _BOOT_ID: 'ab' }), expect: { up, wall, level: 3, host } },
  { wrapper: 'journalctl json, bytes', example: JSON.stringify({ MESSAGE: [...Buffer.from(ena)], PRIORITY: '3' }), expect: { level: 3 } },
  { wrapper: 'journalctl json-sse', example: `data: ${JSON.stringify({ MESSAGE: ena, PRIORITY: '3' })}`, expect: { level: 3 } },
  { wrapper: 'journalctl json-pretty', example: JSON.stringify({ __CURSOR: 's=1', PRIORITY: '3', MESSAGE: ena, _HOSTNAME: host, __REALTIME_TIMESTAMP: `${wall}000` }, null, '\t'), expect: { wall, level: 3, host } },
  { wrapper: 'journalctl export', example: `__CURSOR=s=1\n__REALTIME_TIMESTAMP=${wall}000\nPRIORITY=3\n_HOSTNAME=${host}\nMESSAGE=${ena}\n\n`, expect: { wall, level: 3, host } },
  { wrapper: 'journalctl export, binary', example: `__CURSOR=s=1\n__REALTIME_TIMESTAMP=${wall}000\nMESSAGE\n\x33\0\0\0\0\0\0\0${ena}\nPRIORITY=3\n`, expect: { wall, level: 3 } },
  { wrapper: 'journalctl export, length with line feed', example: `__CURSOR=s=1\nMESSAGE\n\n\0\0\0\0\0\0\0${ena}\nPRIORITY=3\n`, expect: { level: 3 } },
  { wrapper: 'dmesg --json', example: `{\n   "dmesg": [\n      {\n         "pri": 3,\n         "time": 18509.800135,\n         "msg": "${ena}"\n      }\n   ]\n}`, expect: { up, level: 3 } },
  { wrapper: 'dmesg --json, older', example: `{\n   "dmesg": [{\n      "pri":3, "time": 18509.800135, "msg":"${ena}"\n      },{\n "pri":6`, expect: { up, level: 3 } },
  { wrapper: 'dmesg --json in one line', example: JSON.stringify({ dmesg: [{ pri: 6, time: 1, msg: 'usb' }, { pri: 3, time: 18509.800135, msg: ena }] }), expect: { up, level: 3 } },
  { wrapper: 'syslog with stamp', example: `Nov 23 14:30:00 ${host} kernel: [18509.800135] ${ena}`, expect: { up, wall, host } },
  { wrapper: 'syslog, day of one digit', example: `Nov  3 14:30:00 ${host} kernel: [18509.800135] ${ena}`, expect: { up, wall: wall - 20 * 86_400_000, host } },
  { wrapper: 'syslog, stamp glued to the tag', example: `Nov 23 14:30:00 ${host} kernel:[18509.800135] ${ena}`, expect: { up, wall, host } },
  { wrapper: 'syslog on the wire', example: `<3>Nov 23 14:30:00 ${host} kernel: [18509.800135] ${ena}`, expect: { up, wall, level: 3, host } },
  { wrapper: 'syslog with facility', example: `Nov 23 14:30:00 ${host} kern.err kernel: [18509.800135] ${ena}`, expect: { up, wall, level: 3, host } },
  { wrapper: 'rsyslog ISO', example: `2026-11-23T14:30:00.123456+00:00 ${host} kernel: [18509.800135] ${ena}`, expect: { up, wall: wall + 123, host } },
  { wrapper: 'RFC 5424', example: `<3>1 2026-11-23T14:30:00.123456Z ${host} kernel - - [a@1 b="c\\]d"][e f="g"] \ufeff[18509.800135] ${ena}`, expect: { up, wall: wall + 123, level: 3, host } },
  { wrapper: 'RFC 5424 without data', example: `<3>1 2026-11-23T14:30:00Z ${host} kernel - - - ${ena}`, expect: { wall, level: 3, host } },
  { wrapper: 'CloudWatch JSON', example: JSON.stringify({ timestamp: wall, message: `Nov 23 14:29:59 ${host} kernel: [18509.800135] ${ena}` }), expect: { up, wall: wall - 1000, host } },
  { wrapper: 'CloudWatch events, pretty', example: JSON.stringify({ events: [{ timestamp: wall, message: `[18509.800135] ${ena}`, ingestionTime: wall + 5 }] }, null, 4), expect: { up, wall } },
  { wrapper: 'CloudWatch events in one line', example: JSON.stringify({ events: [{ timestamp: wall, message: `[18509.800135] ${ena}` }, { timestamp: 1, message: 'x' }] }), expect: { up, wall } },
  { wrapper: 'aws logs tail', example: `2026-11-23T14:30:00.123000+00:00 i-0abc/messages Nov 23 14:30:00 ${host} kernel: ${ena}`, expect: { wall, host } },
  { wrapper: 'aws logs tail, bare message', example: `2026-11-23T14:30:00.123000+00:00 ${host} ${ena}`, expect: { wall: wall + 123, host } },
  { wrapper: 'Insights CSV', example: `2026-11-23 14:30:00.123,"Nov 23 14:30:00 ${host} kernel: [18509.800135] ${ena}","other, ""quoted"""`, expect: { up, wall, host } },
  { wrapper: 'Insights table', example: `| 2026-11-23 14:30:00.123 | [18509.800135] ${ena} |`, expect: { up, wall: wall + 123 } },
  { wrapper: 'talosctl dmesg', example: `${host}: kern:     err: [2026-11-23T14:30:00.123Z]: ${ena}`, expect: { wall: wall + 123, host } },
  { wrapper: 'list of strings', example: `  "stdout_lines": [\n    "[18509.800135] ${ena}",\n    "x"\n  ]`, expect: { up } },
  { wrapper: 'table of a ticket', example: `| [18509.800135] ${ena} |`, expect: { up } },
  { wrapper: 'Kubernetes event, YAML', example: `- message: '${ena}'`, expect: {} },
  { wrapper: 'Kubernetes event, plain YAML', example: `  message: ${ena}`, expect: {} },
  { wrapper: 'kubectl describe node', example: `  Warning  EnaReset  3m (x2 over 5m)  kernel-monitor, ip-10-0-0-1  ${ena}`, expect: {} },
  { wrapper: 'kubectl get events', example: `3m41s       Warning   EnaReset   node/ip-10-0-0-1.ec2.internal   ${ena}`, expect: {} },
  { wrapper: 'HTML', example: `<pre class="code"><code>[18509.800135] ${ena}<br/>`, expect: { up } },
  { wrapper: 'HTML, records in one line', example: `<div>[18509.700000] usb<br>[18509.800135] ${ena}<br>[18510.000000] usb</div>`, expect: { up } },
  { wrapper: 'HTML, blanks', example: `<p>[18509.800135]&nbsp;${ena}</p>`, expect: { up } },
  { wrapper: 'blanks of a word processor', example: `[18509.800135]\u00a0${ena.replaceAll(' ', '\u00a0')}`, expect: { up } },
  { wrapper: 'carriage return made visible', example: `[18509.800135] ${ena}^M`, expect: { up } },
  { wrapper: 'prose that quotes', example: `we see "${ena}" each hour`, expect: {} },
  { wrapper: 'prose with code in it', example: `we see \`${ena}\` each hour`, expect: {} },
  { wrapper: 'kubectl logs --prefix', example: `[pod/logger-x/reader] [18509.800135] ${ena}`, expect: { up, host: 'pod/logger-x/reader' } },
  { wrapper: 'CRI', example: `2026-11-23T14:30:00.123456789Z stderr F [18509.800135] ${ena}`, expect: { up, wall: wall + 123 } },
  { wrapper: 'docker json-file', example: JSON.stringify({ log: `[18509.800135] ${ena}\n`, stream: 'stderr', time: '2026-11-23T14:30:00.123Z' }), expect: { up, wall: wall + 123 } },
  { wrapper: 'fluent-bit', example: JSON.stringify({ date: wall / 1000, host, ident: 'kernel', log: ena }), expect: { wall, host } },
  { wrapper: 'fluentd', example: `2026-11-23 14:30:00.123000000 +0000 kernel: {"host":"${host}","message":"${ena}"}`, expect: { wall: wall + 123, host } },
  { wrapper: 'JSON in JSON', example: JSON.stringify({ log: { message: `[18509.800135] ${ena}` } }), expect: { up } },
  { wrapper: 'docker compose', example: `reader-1  | [18509.800135] ${ena}`, expect: { up } },
  { wrapper: 'FreeBSD syslog', example: `Nov 23 14:30:00 ${host} kernel: ${ena}`, expect: { wall, host } },
  { wrapper: 'clock of a harness', example: `12:34:56.789 | [18509.800135] ${ena}`, expect: { up } },
  { wrapper: 'date of a harness', example: `[2026-11-23 14:30:00] ${ena}`, expect: { wall } },
  { wrapper: 'seconds of a harness', example: `0.123s [18509.800135] ${ena}`, expect: { up } },
  { wrapper: 'offset of a harness', example: `T+12s ${ena}`, expect: {} },
  { wrapper: 'grep -n', example: `12:[18509.800135] ${ena}`, expect: { up } },
  { wrapper: 'grep context', example: `12-[18509.800135] ${ena}`, expect: { up } },
  { wrapper: 'less -N', example: `     12 [18509.800135] ${ena}`, expect: { up } },
  { wrapper: 'nl', example: `     12\t[18509.800135] ${ena}`, expect: { up } },
  { wrapper: 'grep with file', example: `messages-20261123:Nov 23 14:30:00 ${host} kernel: ${ena}`, expect: { wall, host } },
  { wrapper: 'grep with file and line', example: `/var/log/messages:12:Nov 23 14:30:00 ${host} kernel: ${ena}`, expect: { wall, host } },
  { wrapper: 'grep with file and context', example: `/var/log/kern.log-12-Nov 23 14:30:00 ${host} kernel: ${ena}`, expect: { wall, host } },
  { wrapper: 'colours', example: `\x1b[32m[18509.800135] \x1b[0m\x1b[33mena 0000:00:05.0 eth0: \x1b[0mKeep alive watchdog timeout.\r`, expect: { up } },
  { wrapper: 'mail', example: `> > [18509.800135] ${ena}`, expect: { up } },
  { wrapper: 'indentation', example: `\t    [18509.800135] ${ena}`, expect: { up } },
  { wrapper: 'hash', example: `# [18509.800135] ${ena}`, expect: { up } },
  { wrapper: 'Markdown code', example: `\`[18509.800135] ${ena}\``, expect: { up } },
  { wrapper: 'comment of the page', example: `[18509.800135] ${ena} // The watchdog process initiates a reset`, expect: { up } },
  { wrapper: 'elided stamp', example: `[…] ${ena}`, expect: {} },
  { wrapper: 'elided stamp, dots', example: `[...] ${ena}`, expect: {} },
  { wrapper: 'byte order mark', example: `\ufeff[18509.800135] ${ena}`, expect: { up } },
];

describe('a keep-alive line is read whatever stands around it', () => {
  it.each(rows)('$wrapper', ({ example, expect: expected }) => {
    const read = readText(example).filter((line) => line.event === 'keep-alive-lost');
    expect(read).toHaveLength(1);
    const [line] = read;
    expect(line).toMatchObject({ pci: '0000:00:05.0', interface: 'eth0', speaker: 'linux' });
    expect({ up: line!.when.uptimeUs, wall: line!.when.wallMs, level: line!.level, host: line!.host }).toEqual({
      up: expected.up,
      wall: expected.wall,
      level: expected.level,
      host: expected.host,
    });
  });

  it.each(rows)('$wrapper, cut anywhere, does no harm', ({ example }) => {
    for (let end = 0; end < example.length; end++) {
      for (const line of readText(example.slice(0, end))) expect(line.kind).toBe('log');
    }
  });
});
