import type { Fault } from '../faults/fault.ts';
import { briskTraffic, interfaceName } from './guestScripts.ts';

/** What a real guest does while a fault lies, as scripts; or why it cannot be made to. */
export type GuestPart =
  | {
      readonly begin: string;
      readonly end: string;
      /** Whoever suffers it collects evidence while it lies: later there is nothing to be seen. */
      readonly isCollectedMeanwhile?: true;
    }
  | { readonly cannot: string };

/** Programs in the background, until the end. */
const programs = (...lines: readonly string[]): GuestPart => ({
  begin: `cat >/run/part <<'END'\n${lines.join('\n')}\nwait\nEND
setsid sh /run/part >/dev/null 2>&1 &
echo $! >/run/part.pid`,
  end: 'kill -KILL -$(cat /run/part.pid)',
});

/** As many packets as are answered, of 1000 bytes, some of them at a time. */
const flood = (address: string): GuestPart => {
  const sender = `while :; do ping -q -n -f -l 50 -s 1000 ${address}; done &`;
  return programs(sender, sender);
};

const downAndUp: GuestPart = {
  begin: `ip link set ${interfaceName} down; ip link set ${interfaceName} up`,
  end: 'true',
};

const moduleFolder = '/lib/modules/$(uname -r)';

const parts: Readonly<Record<string, GuestPart>> = {
  'allowance-exceeded:bw_in': flood('10.0.0.2'),
  'allowance-exceeded:bw_out': flood('10.0.0.2'),
  'allowance-exceeded:pps': flood('10.0.0.2'),
  'allowance-exceeded:conntrack': programs('for host in $(seq 254); do ping -q -n -c 1 -W 1 10.1.0.$host & done'),
  'allowance-exceeded:linklocal': programs(
    `ip route add 169.254.169.254 dev ${interfaceName}`,
    'while :; do ping -q -n -f -l 50 169.254.169.254; done &',
    'while :; do ping -q -n -f -l 50 169.254.169.254; done &',
  ),
  // Drivers let 128 packets of a queue be overdue.
  'tx-completion-lost': programs(...briskTraffic),
  'io-interrupt-lost': programs(...briskTraffic),
  'first-interrupt-lost': programs(...briskTraffic),
  'module-missing': {
    begin: `mv ${moduleFolder}/modules.dep /run; grep -v '^ena.ko' /run/modules.dep >${moduleFolder}/modules.dep
mv ${moduleFolder}/ena.ko /run`,
    end: `mv /run/ena.ko /run/modules.dep ${moduleFolder}`,
    isCollectedMeanwhile: true,
  },
  'cpu-starvation': { cannot: 'pollers run ahead of all programs, so that none can starve them' },
  'memory-pressure': { cannot: 'Debian’s kernels cannot be told to let allocations fail' },
  'rx-ring-starved': { cannot: 'Debian’s kernels cannot be told to let allocations fail' },
  'shared-vectors': { cannot: 'QEMU gives each vector a line of its own' },
};

/** What the guest has to do with a fault; undefined where it has nothing to. */
export const guestPartOf = ({ name, guest }: Fault): GuestPart | undefined => {
  const part = name.startsWith('admin-status:destroy-') ? downAndUp : parts[name];
  if (part !== undefined || guest === undefined) return part;
  return { cannot: 'nobody has taught a real guest to do its part yet' };
};
