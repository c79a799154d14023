import { describe, expect, it } from 'vitest';
import type { Counters, Observation } from '../evidence/observation.ts';
import { TextReader } from '../evidence/textReader.ts';
import type { Happening } from './happening.ts';
import { Watcher, type WatcherOptions } from './watcher.ts';

const second = 1000;
const minute = 60 * second;

/** An agent at a made-up time, and what it told. */
const watched = (options: Partial<WatcherOptions> = {}) => {
  let nowMs = Date.UTC(2026, 0, 1);
  const told: Happening[] = [];
  const watcher = new Watcher({ now: () => nowMs, tell: (happening) => told.push(happening), ...options });
  const observe = (...seen: readonly Observation[]) => {
    for (const each of seen) watcher.observe(each);
    watcher.judge();
  };
  return {
    watcher,
    told,
    observe,
    log: (...lines: readonly string[]) => {
      const reader = new TextReader('/dev/kmsg', () => new Date(nowMs), watcher.observe.bind(watcher));
      for (const [i, text] of lines.entries()) reader.read({ text, number: i + 1 });
      reader.end();
      watcher.judge();
    },
    wait: (spanMs: number) => {
      for (const endMs = nowMs + spanMs; nowMs < endMs; ) {
        nowMs += second;
        watcher.judge();
      }
    },
    kinds: () =>
      told.splice(0).map((each) => `${each.kind} ${'problem' in each ? each.problem.finding.id : ''}`.trim()),
  };
};

const counters = (values: Readonly<Record<string, number>>, wallMs: number): Counters => ({
  kind: 'counters',
  family: 'linux',
  pci: '0000:00:05.0',
  interface: 'eth0',
  when: { wallMs },
  values: new Map(
    Object.entries(values).map(([name, value]) => [
      name,
      { value, place: { source: 'ethtool -S eth0', line: 1, text: `${name}: ${value}` } },
    ]),
  ),
});

const silence = [
  '[  100.000000] ena 0000:00:05.0 eth0: Keep alive watchdog timeout.',
  '[  100.000100] ena 0000:00:05.0 eth0: Trigger reset is on',
];
const recovery =
  '[  100.900000] ena 0000:00:05.0: Device reset completed successfully, Driver info: Elastic Network Adapter (ENA) v2.12.0g';

describe('a reset', () => {
  it('is opened with its first lines, and closed when the device is back', () => {
    const { log, kinds } = watched();
    log(...silence);
    expect(kinds()).toContain('incident-opened');
    log(recovery);
    expect(kinds()).toContain('incident-closed');
  });

  it('is told once', () => {
    const { log, wait, kinds } = watched();
    log(...silence, recovery);
    kinds();
    wait(10 * second);
    log('[  120.000000] ena 0000:00:05.0 eth0: Local page cache is disabled for less than 16 channels');
    expect(kinds()).toEqual([]);
  });

  it('that never ends is closed after five minutes', () => {
    const { log, wait, told } = watched();
    log(...silence);
    wait(6 * minute);
    expect(told.findLast(({ kind }) => kind === 'incident-closed')).toMatchObject({
      incident: { incident: { outcome: 'unknown' } },
    });
  });

  it('leaves nothing open', () => {
    const { log, wait, watcher } = watched();
    log(...silence, recovery);
    wait(2 * minute);
    expect([watcher.problems, watcher.incidents, watcher.isQuiet]).toEqual([[], [], true]);
  });
});

describe('a counter', () => {
  const at = (later: number) => Date.UTC(2026, 0, 1) + later * second;
  const exceeded = (value: number, later: number) =>
    counters({ pps_allowance_exceeded: value, queue_0_rx_cnt: later }, at(later));

  it('that was high before the agent came is history', () => {
    const { observe, kinds } = watched();
    observe(exceeded(5000, 0));
    observe(exceeded(5000, 1));
    expect(kinds()).toEqual([]);
  });

  it('that rises is a problem, which is over when it has stood still for a minute', () => {
    const { observe, wait, kinds } = watched();
    observe(exceeded(5000, 0));
    observe(exceeded(5300, 1));
    expect(kinds()).toEqual(['problem-opened allowance-exceeded:pps']);
    wait(59 * second);
    expect(kinds()).toEqual([]);
    wait(1 * second);
    expect(kinds()).toEqual(['problem-closed allowance-exceeded:pps']);
  });

  it('that goes on to rise is one problem', () => {
    const { observe, wait, kinds, watcher } = watched();
    for (let i = 0; i < 300; i++) {
      observe(exceeded(100 * i, i));
      wait(1 * second);
    }
    expect(kinds()).toEqual(['problem-opened allowance-exceeded:pps']);
    expect(watcher.problems[0]?.finding.values).toMatchObject({ rise: 29_900, perSecond: 100 });
  });

  it('that rises again later is another problem', () => {
    const { observe, wait, kinds } = watched();
    observe(exceeded(0, 0));
    observe(exceeded(300, 1));
    wait(2 * minute);
    observe(exceeded(300, 120));
    observe(exceeded(600, 121));
    expect(kinds().filter((kind) => kind.startsWith('problem-opened'))).toHaveLength(2);
  });
});

describe('an adapter that goes away', () => {
  it('takes its problems along', () => {
    const { log, watcher, kinds } = watched();
    log(...silence, recovery);
    kinds();
    watcher.forget('0000:00:05.0');
    expect(kinds()).toContain('problem-closed keep-alive-timeout');
  });
});

describe('what was open when the agent stopped', () => {
  it('is not told again', () => {
    const first = watched();
    first.log(...silence);
    const { problems, incidents } = first.watcher;
    const later = watched({ open: { problems, incidents } });
    later.log(...silence, recovery);
    expect(later.kinds().filter((kind) => kind.includes('opened'))).toEqual([]);
  });
});
