import { describe, expect, test } from 'vitest';
import { drill } from '../drill.ts';
import { findFault } from '../faults/index.ts';
import { findVoice } from '../voices.ts';
import { areAlike, compare, normalLine } from './likeness.ts';

const drillOf = (fault: string, voice: string) => drill(findFault(fault)!, { voice: findVoice(voice)! });

describe('a line', () => {
  test.each([
    ['[   43.506470] ena 0000:00:01.0: Device reset', 'ena SLOT: Device reset'],
    ['ena 0000:00:05.0 eth0: qid 0, index 239', 'ena SLOT ethN: qid N, index N'],
    ['(ENA) found at mem febf8000, mac addr 02:e1:a0:00:00:01', '(ENA) found at mem N, mac addr MAC'],
    ['Free uncompleted tx skb qid 0 idx 0x2ee', 'Free uncompleted tx skb qid N idx N'],
  ])('%s is told without what differs from one adapter to another', (line, normal) => {
    expect(normalLine(line)).toBe(normal);
  });
});

describe('two drills', () => {
  const one = drillOf('tx-bad-req-id', '6.12');

  test('are alike where they are the same', () => {
    expect(areAlike(compare(one, one))).toBe(true);
  });

  test('are held against each other but for what chance decides on', () => {
    const lost = drillOf('admin-completion-lost', '7.3');
    const other = { ...drillOf('none', '7.3'), fault: lost.fault };
    const { lines } = compare(other, lost);
    expect(lost.evidence.some(({ text }) => text.includes('Failed to get stats. error: -19'))).toBe(true);
    expect(lines.simulated).toContain('ena SLOT ethN: ENA admin queue is not in running state!');
    expect(lines.simulated.filter((line) => line.includes('Failed to get'))).toEqual([]);
  });

  test('differ in what only one of them has', () => {
    const { lines, counters, reasons } = compare(one, drillOf('keep-alive-lost', '6.12'));
    expect(lines).toEqual({
      real: ['ena SLOT ethN: Invalid req id N'],
      simulated: ['ena SLOT ethN: Keep alive watchdog timeout.'],
    });
    expect(counters).toEqual({ real: [], simulated: ['wd_expired'] });
    expect(reasons).toEqual({ real: [5], simulated: [1] });
  });
});
