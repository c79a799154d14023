import { describe, expect, it } from 'vitest';
import { fixtureReport } from '../../../test/fixtures/reports/reports.ts';
import type { Incident } from '../../diagnosis/report.ts';
import { groupWords, incidentGroups, periodWords } from './incidentGroup.ts';

const { incidents } = fixtureReport('resetLoopStarved');
const like = incidents[0]!;
const at = (...seconds: number[]): Incident[] => seconds.map((second) => ({ ...like, begin: `[${second}.000000]` }));

describe('incidentGroups', () => {
  it('folds a loop and leaves the odd one alone', () => {
    expect(incidentGroups(incidents).map((group) => group.incidents.length)).toEqual([9, 1]);
  });
  it('folds alike incidents though others came between', () => {
    const odd = { ...like, cause: 'keep-alive-timeout' };
    const [loop, alone] = incidentGroups([...at(1, 2), odd, ...at(3, 4)]);
    expect([loop?.incidents.length, alone?.first.cause]).toEqual([4, 'keep-alive-timeout']);
  });
  it('does not fold three', () => expect(incidentGroups(at(1, 2, 3))).toHaveLength(3));
  it('keeps recovered and failed apart', () => {
    const mixed = [...at(1, 2, 3), { ...like, outcome: 'failed' as const }];
    expect(incidentGroups(mixed)).toHaveLength(4);
  });
});

describe('periodWords', () => {
  it('names a rhythm', () => expect(periodWords(at(0, 61, 122, 184))).toBe('every 61 s'));
  it('forgives one pause in a rhythm', () => {
    expect(periodWords(at(0, 60, 120, 180, 240, 300, 360, 420, 480, 540, 5000, 5060))).toBe('every 60 s');
  });
  it('gives the bounds where there is none', () =>
    expect(periodWords(at(0, 5, 400, 405))).toBe('5 s to 6 min 35 s apart'));
  it('claims nothing where a time is missing or runs backwards', () => {
    expect(periodWords([...at(0, 5), { ...like, begin: 'unreadable' }])).toBeUndefined();
    expect(periodWords(at(10, 5))).toBeUndefined();
  });
});

describe('groupWords', () => {
  it('says how many, how often, from when to when', () => {
    expect(groupWords(incidentGroups(incidents)[0]!)).toBe('9 resets, every 61 s, 2026-07-24 03:11:09 to 03:19:16 UTC');
  });
});
