import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answer, explain, type Knowledge, listExplainable } from './explain.ts';

const named = (answer: Answer) => answer.meanings.map(({ kind, name }) => `${kind} ${name}`);

const knowledge: Knowledge = {
  findings: [
    {
      id: 'allowance-exceeded:pps',
      severity: 'warning',
      title: 'Too many packets',
      meaning: 'More than allowed.',
      advice: ['Fewer.'],
    },
    { id: 'device-reset', severity: 'warning', title: 'A reset', meaning: () => 'It was reset.', advice: [] },
  ],
  errors: [{ code: 'unknown-verb', means: 'The first word must be a verb.' }],
  matchLine: (text) => {
    const counter = /(\w+): (\d+)$/.exec(text);
    if (text.includes('Keep alive')) {
      return {
        message: {
          id: 'ENA-031',
          event: 'keep-alive-lost',
          speaker: 'linux',
          text: 'Keep alive watchdog timeout.',
          names: [],
          level: 'err',
          releases: '1.0.0-2.11.1',
        },
        values: {},
      };
    }
    return counter
      ? {
          message: {
            id: 'ENA-001',
            event: 'reset-statistic',
            speaker: 'linux',
            text: '%s: %llu',
            names: ['counter', 'value'],
            level: 'err',
          },
          values: { counter: counter[1]!, value: Number(counter[2]) },
        }
      : undefined;
  },
};

describe('a statistic', () => {
  test.each([
    ['wd_expired', 'statistic wd_expired'],
    ['queue_3_tx_missed_tx', 'statistic queue_N_tx_missed_tx'],
    ['queue_3_tx_missed_tx: 17', 'statistic queue_N_tx_missed_tx'],
    ['rx_q0_bad_req_id', 'statistic queue_N_rx_bad_req_id'],
    ['dev.ena.0.hw_stats.tx_drops', 'statistic tx_drops'],
    ['WD_EXPIRED', 'statistic wd_expired'],
    ['missing_tx_comp', 'statistic queue_N_tx_missed_tx'],
    ['counter refil_partial', 'statistic queue_N_rx_refil_partial'],
  ])('%s', (words, first) => {
    expect(named(explain(words))[0]).toBe(first);
  });

  test('asked for without its queue means both directions', () => {
    expect(named(explain('dma_mapping_err'))).toEqual([
      'statistic queue_N_tx_dma_mapping_err',
      'statistic queue_N_rx_dma_mapping_err',
    ]);
  });

  test('tells what the page says and what the drivers do', () => {
    const text = explain('wd_expired').meanings[0]?.paragraphs.join(' ');
    expect(text).toContain('preceding 3 s');
    expect(text).toContain('A Linux driver notices after 6 to 7 s.');
  });

  test('leads on to its reset reason', () => {
    expect(explain('wd_expired').meanings[0]?.seeAlso).toContain('reset 1');
  });
});

describe('a reset reason', () => {
  test.each(['reset 18', 'reason=18', 'ENA_REGS_RESET_MISSING_ADMIN_INTERRUPT', 'reset MISSING_ADMIN_INTERRUPT'])(
    '%s',
    (words) => {
      expect(named(explain(words))).toContain('reset-reason reset 18');
    },
  );

  test('that shares its name with a counter is told beside it', () => {
    expect(named(explain('MISSING_ADMIN_INTERRUPT'))).toEqual([
      'statistic missing_admin_interrupt',
      'reset-reason reset 18',
    ]);
  });

  test('above 15 says what a device without extended reasons gets', () => {
    expect(explain('reset 18').meanings[0]?.paragraphs.join(' ')).toContain('is sent 13 (generic)');
    expect(explain('reset 15').meanings[0]?.paragraphs.join(' ')).not.toContain('is sent 13');
  });
});

describe('a number', () => {
  test('by itself gives every meaning, the likeliest first', () => {
    expect(named(explain('11'))).toEqual([
      'reset-reason reset 11',
      'feature feature 11',
      'errno EAGAIN',
      'admin-opcode opcode 11',
    ]);
  });
  test('below zero is an errno', () => {
    expect(named(explain('-62'))).toEqual(['errno ETIME']);
  });
  test.each([
    ['feature 10', 'feature feature 10'],
    ['rc: -62', 'errno ETIME'],
    ['rc=-95', 'errno EOPNOTSUPP'],
    ['status 3', 'admin-status status 3'],
    ['opcode 9', 'admin-opcode opcode 9'],
    ['offset 88', 'register offset 88'],
    ['offset 0x58', 'register offset 88'],
    ['code 3', 'sub-optimal-code code 3'],
  ])('%s', (words, only) => {
    expect(named(explain(words))).toEqual([only]);
  });
});

test('an errno goes by its name', () => {
  expect(named(explain('ETIME'))).toEqual(['errno ETIME']);
});

test('an event, a known bug, a finding and an error code go by their ids', () => {
  expect(named(explain('keep-alive-lost'))).toContain('event keep-alive-lost');
  expect(named(explain('known-driver-bug:endless-keep-alive-resets'))).toContain('known-bug endless-keep-alive-resets');
  expect(named(explain('allowance-exceeded:pps', knowledge))).toEqual(['finding allowance-exceeded:pps']);
  expect(named(explain('device-reset', knowledge))).toEqual(['finding device-reset']);
  expect(named(explain('unknown-verb', knowledge))).toEqual(['error-code unknown-verb']);
});

describe('a pasted line', () => {
  test('is told with the releases that print it', () => {
    const [line] = explain('ena 0000:00:07.0 eth1: Keep alive watchdog timeout.', knowledge).meanings;
    expect(line).toMatchObject({ kind: 'log-line', name: 'keep-alive-lost' });
    expect(line?.facts).toContainEqual(['Releases', '1.0.0 to 2.11.1']);
    expect(line?.seeAlso).toContain('reset 1');
  });

  test('of a dump is told as its counter first', () => {
    expect(named(explain('ena 0000:00:07.0 eth1: wd_expired: 1', knowledge))).toEqual([
      'statistic wd_expired',
      'log-line reset-statistic',
    ]);
  });
});

test('what is unknown gets the nearest known names, at most five', () => {
  expect(explain('wd_exipred')).toEqual({ meanings: [], near: ['wd_expired'] });
  expect(explain('queue_N_tx_').near.length).toBeLessThanOrEqual(5);
  expect(explain('frobnicate the gizmo')).toEqual({ meanings: [], near: [] });
});

test('everything listed explains itself and says something', () => {
  for (const { kind, name, title } of listExplainable(knowledge)) {
    const found = explain(name, knowledge).meanings.find((meaning) => meaning.kind === kind && meaning.name === name);
    expect(found, name).toBeDefined();
    expect(title, name).not.toBe('');
    expect(
      found?.paragraphs.every((paragraph) => paragraph.length > 0),
      name,
    ).toBe(true);
  }
});

test('whatever it points to can be asked for', () => {
  const later = new Set(['suboptimal-configuration:1', 'suboptimal-configuration:2', 'suboptimal-configuration:3']);
  for (const { name } of listExplainable(knowledge)) {
    for (const word of explain(name, knowledge).meanings.flatMap(({ seeAlso }) => seeAlso)) {
      if (!later.has(word)) expect(explain(word, knowledge).meanings, `${name} → ${word}`).not.toEqual([]);
    }
  }
});

test('survives any words', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (words) => void explain(words)));
  for (const words of ['', ' ', 'constructor', '__proto__', 'x'.repeat(1e6), 'reset '.repeat(1e5)]) {
    expect(() => explain(words)).not.toThrow();
  }
});
