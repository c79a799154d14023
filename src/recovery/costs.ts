import type { PlanKind } from './plan.ts';
import type { Wish } from './wish.ts';

interface CostRow {
  readonly for: readonly PlanKind[];
  readonly when: (wish: Wish) => boolean;
  readonly says: (wish: Wish) => string;
}

const stopping = ['disable', 'enable', 'rescue'] as const;
const runs = ({ target }: Wish): boolean => target.state === 'running';
const always = (): boolean => true;

/** What a procedure costs, each where it applies. */
const costRows: readonly CostRow[] = [
  {
    for: ['disable', 'rescue'],
    when: ({ target }) => target.instanceStatus === 'ok' && target.systemStatus === 'ok',
    says: () =>
      'Its status checks pass: EC2 reaches its network now. Is it the right instance? This interrupts what works.',
  },
  {
    for: stopping,
    when: runs,
    says: () => 'It is down from the stop until it has booted, some minutes; what is in memory is lost.',
  },
  {
    for: stopping,
    when: ({ target }) => target.lentAddress !== undefined,
    says: ({ target }) =>
      `Its public address ${target.lentAddress} is given back and another one lent (Elastic IP, private IPv4 and IPv6 addresses stay).`,
  },
  {
    for: stopping,
    when: always,
    says: () => 'It starts on another host, as a rule; a start can fail for lack of capacity.',
  },
  {
    for: stopping,
    when: ({ target }) => target.placementGroup !== undefined,
    says: ({ target }) => `It is in the placement group ${target.placementGroup}, where capacity is scarcer.`,
  },
  {
    for: stopping,
    when: ({ target }) => target.instanceStorage,
    says: () => 'Data on instance-store volumes is lost.',
  },
  {
    for: stopping,
    when: ({ target, standby }) => target.group !== undefined && standby,
    says: ({ target }) =>
      `The group ${target.group} runs with one instance less meanwhile (its desired capacity is lowered).`,
  },
  {
    for: stopping,
    when: runs,
    says: () => 'A load balancer takes it out of service until its health checks pass again.',
  },
  { for: ['disable'], when: always, says: () => 'On the stock adapter the network is slower than with ENA.' },
  {
    for: ['rescue'],
    when: always,
    says: () =>
      'The snapshot is kept and paid for until somebody deletes it. The root volume no longer goes with the instance when that is terminated.',
  },
  {
    for: ['replace'],
    when: always,
    says: () =>
      'The new instance has another id and another private address; data on instance-store volumes does not come along. The old one keeps running, and is paid for, until you terminate it.',
  },
  {
    for: ['replace'],
    when: ({ target }) => target.marketplace,
    says: () => 'Product codes must match: a bought image may not be registered anew.',
  },
];

export const costsOf = (wish: Wish): readonly string[] =>
  costRows.filter((row) => row.for.includes(wish.kind) && row.when(wish)).map(({ says }) => says(wish));
