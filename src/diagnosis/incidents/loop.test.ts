import { describe, expect, it } from 'vitest';
import { examineText } from '../../../test/scenarios/examine.ts';

/** One reset at an uptime, with the counters of its dump. */
const resetAt = (seconds: number, counters: Readonly<Record<string, number>>) =>
  [
    'Keep alive watchdog timeout.',
    'Trigger reset is on',
    ...Object.entries({ tx_timeout: 0, admin_q_pause: 0, ...counters }).map(([name, value]) => `${name}: ${value}`),
    'Device reset completed successfully',
  ]
    .map((text) => `[${seconds}.000000] ena 0000:00:05.0 eth0: ${text}`)
    .join('\n');

const findingsOf = async (text: string) => (await examineText(text)).report.findings;

describe('one dump', () => {
  it('tells a loop when resets came every few seconds since boot', async () => {
    const findings = await findingsOf(resetAt(71_200, { wd_expired: 9101, interface_up: 10_044 }));
    expect(findings.find(({ id }) => id === 'reset-loop')).toMatchObject({
      confidence: 'likely',
      values: { resets: 9101, periodSeconds: 7.823 },
    });
  });

  it.each([
    ['one a day for a year', 31_536_000, { wd_expired: 365, interface_up: 366 }],
    ['a cause counted each second while one reset waited', 5000, { wd_expired: 900, interface_up: 2 }],
    ['a handful after boot', 900, { wd_expired: 3, interface_up: 4 }],
  ])('tells none of %s', async (_, seconds, counters) => {
    expect((await findingsOf(resetAt(seconds, counters))).map(({ id }) => id)).not.toContain('reset-loop');
  });
});

describe('counters that stand still from dump to dump', () => {
  const twice = (tx_timeout: number) =>
    [resetAt(1000, { wd_expired: 1, tx_timeout: 1 }), resetAt(90_000, { wd_expired: 2, tx_timeout })].join('\n');

  it('are history', async () => {
    expect((await findingsOf(twice(1))).map(({ id }) => id)).not.toContain('tx-timeout-netdev-watchdog');
  });

  it('count when they rise in between', async () => {
    expect((await findingsOf(twice(2))).map(({ id }) => id)).toContain('tx-timeout-netdev-watchdog');
  });
});
