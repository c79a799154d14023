import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

const tell = (...lines: readonly string[]) =>
  readSections(lines.join('\n')).map((seen) =>
    seen.kind === 'counters'
      ? [
          seen.interface,
          seen.when.wallMs,
          Object.fromEntries([...seen.values].map(([name, { value }]) => [name, value])),
        ]
      : seen.kind,
  );

describe('a column for each counter', () => {
  it('tells the first row and the last', () => {
    expect(
      tell('t,bw_out_allowance_exceeded,pps_allowance_exceeded', '1,0,5', '2,0,120', '3,7,611', 'done after 3 s'),
    ).toEqual([
      [undefined, undefined, { bw_out_allowance_exceeded: 0, pps_allowance_exceeded: 5 }],
      [undefined, undefined, { bw_out_allowance_exceeded: 7, pps_allowance_exceeded: 611 }],
    ]);
  });

  it('tells adapters apart, and when', () => {
    expect(
      tell(
        '"time";"iface";"pps_allowance_exceeded";"load"',
        '"2026-11-23T14:30:00Z";"ens5";"1";"0.5"',
        '"2026-11-23T14:30:00Z";"ens6";"2";"0.5"',
        '"2026-11-23T14:31:00Z";"ens5";"3";"0.5"',
      ),
    ).toEqual([
      ['ens5', Date.UTC(2026, 10, 23, 14, 30), { pps_allowance_exceeded: 1 }],
      ['ens5', Date.UTC(2026, 10, 23, 14, 31), { pps_allowance_exceeded: 3 }],
      ['ens6', Date.UTC(2026, 10, 23, 14, 30), { pps_allowance_exceeded: 2 }],
    ]);
  });

  it.each([
    'look at pps_allowance_exceeded, then at the rest',
    't,requests_total,errors_total\n1,2,3',
    't,pps_allowance_exceeded\nnothing\n',
    't,pps_allowance_exceeded\n1,n/a',
  ])('is none in %j', (text) => {
    expect(tell(text)).toEqual([]);
  });
});
