import type { FindingRow, Values } from './finding.ts';

interface Allowance {
  readonly variant: 'bw_in' | 'bw_out' | 'pps' | 'conntrack' | 'linklocal';
  readonly title: string;
  readonly meaning: string;
  readonly advice: readonly string[];
}

/** The limits of an instance, one row each; the id's variant is the counter without `_allowance_exceeded`. */
export const allowances: readonly Allowance[] = [
  {
    variant: 'bw_in',
    title: 'Inbound bandwidth of the instance was exceeded',
    meaning:
      'Packets were queued or dropped because inbound traffic passed what the instance type allows, counted over all its interfaces; bursts of milliseconds suffice.',
    advice: ['Compare with the baseline and burst bandwidth of the type; use a larger type, or pace the senders.'],
  },
  {
    variant: 'bw_out',
    title: 'Outbound bandwidth of the instance was exceeded',
    meaning:
      'Packets were queued or dropped because outbound traffic passed what the instance type allows, counted over all its interfaces.',
    advice: [
      'Compare with the baseline and burst bandwidth of the type; use a larger type, or pace sending (fq, rate limits).',
    ],
  },
  {
    variant: 'pps',
    title: 'The packet rate of the instance was exceeded',
    meaning:
      'Packets were queued or dropped because the number of packets per second, both ways together, passed the limit of the instance. Fragments count too (1,024 a second outbound).',
    advice: [
      'Send fewer, larger packets (offloads on, jumbo frames, batching); spread over instances; use a larger type.',
    ],
  },
  {
    variant: 'conntrack',
    title: 'The connection-tracking table of the instance overflowed',
    meaning:
      'Packets were dropped because security groups track more connections than the instance allows; new connections fail while old ones work.',
    advice: [
      'Use security-group rules that need no tracking (allow all both ways on that port), close idle connections, shorten idle timeouts.',
      'Watch `conntrack_allowance_available`; a larger type tracks more.',
    ],
  },
  {
    variant: 'linklocal',
    title: 'Too many packets to the link-local services',
    meaning:
      'Packets to the VPC’s DNS resolver, metadata service or time service passed 1,024 a second on this interface and were dropped: name lookups fail now and then.',
    advice: [
      'Cache DNS on the host (systemd-resolved, NodeLocal DNSCache), cut `ndots` lookups, cache credentials from the metadata service.',
    ],
  },
];

export const limitFindings: readonly FindingRow[] = allowances.map((allowance) => ({
  id: `allowance-exceeded:${allowance.variant}`,
  severity: 'warning',
  blame: 'instance-limits',
  confidence: 'possible',
  title: allowance.title,
  meaning: ({ total, perSecond, rise }: Values) =>
    `${allowance.meaning} ${
      rise !== undefined
        ? `It rose by ${rise} between two snapshots${perSecond === undefined ? '' : ` (${perSecond} a second)`}.`
        : `${total === undefined ? 'It' : `${total} packets`} since boot: a total does not tell when; two snapshots do.`
    }`,
  advice: allowance.advice,
  examples: [`     ${allowance.variant}_allowance_exceeded: 4711`],
  counterexamples: [`     ${allowance.variant}_allowance_exceeded: 0`, '     conntrack_allowance_available: 601984'],
}));
