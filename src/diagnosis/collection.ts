import type { Case } from './case.ts';
import type { Finding, Verdict } from './report.ts';

/** Findings that ask for something else than logs and counters. */
const insteadOf: Readonly<Record<string, readonly string[]>> = {
  'module-build-failed': [
    'The whole build log (`/var/lib/dkms/ena/VERSION/build/make.log`), `uname -r` and `dkms status`.',
  ],
  'kernel-headers-missing': ['`uname -r`, `dkms status`, and which headers are installed (`ls /lib/modules/*/build`).'],
  'module-missing-for-kernel': [
    '`uname -r`, `find /lib/modules -name "ena.ko*"`, `grep ena /lib/modules/*/modules.builtin` and `dkms status`.',
  ],
  'module-load-failed': ['`uname -r`, `modinfo ena` (vermagic, signer) and `mokutil --sb-state`.'],
  'driver-kernel-panic': [
    'The whole trace: `aws ec2 get-console-output --instance-id ID --latest`, pstore or a vmcore; `modinfo ena` and `uname -r`.',
  ],
};

/** What to collect next: only what was not given, and only where it would say more. */
export const suggestCollection = (open: Case, verdict: Verdict, findings: readonly Finding[]): readonly string[] => {
  if (verdict === 'no-evidence') {
    return [
      'The kernel log: `sudo dmesg -T > dmesg.txt`, or `journalctl -k -b > kernel.txt`; of an unreachable instance `aws ec2 get-console-output --instance-id ID --latest`.',
      'The counters: `ethtool -S IF > counters.txt`, twice, a minute apart.',
    ];
  }
  // From outside there is no more to collect; what to do next is advice.
  if (verdict === 'healthy' || open.outside.seen > 0) return [];
  const instead = findings.map(({ id }) => insteadOf[id]).find((wanted) => wanted !== undefined);
  if (instead !== undefined) return instead;
  const itf =
    open.adapters
      .all()
      .find(({ interfaces }) => interfaces.length > 0)
      ?.interfaces.at(-1) ?? 'IF';
  const wanted: string[] = [];
  if (open.enaLines === 0)
    wanted.push('The kernel log around the time of trouble: `sudo dmesg -T`, or `journalctl -k --since …`.');
  if (open.counterSnapshots === 0) wanted.push(`The counters, twice, a minute apart: \`ethtool -S ${itf}\`.`);
  else if (open.history.single() && findings.some(({ confidence }) => confidence === 'possible')) {
    wanted.push(
      `A second snapshot of \`ethtool -S ${itf}\` a minute later: a rise tells what goes on now, a total only what once was.`,
    );
  }
  if (open.adapters.all().every(({ version }) => version === undefined))
    wanted.push(`The driver’s version: \`ethtool -i ${itf}\` or \`modinfo ena\`.`);
  if (findings.some(({ blame }) => blame === 'unknown' || blame === 'guest-cpu') && open.enaLines > 0) {
    wanted.push('CPU load at that time: `mpstat -P ALL 1 10` (steal, softirq) and `/proc/interrupts`, twice.');
  }
  return wanted;
};
