import { describe, expect, it } from 'vitest';
import { fixtureReport } from '../../../test/fixtures/reports/reports.ts';
import { blames } from '../../diagnosis/report.ts';
import { resetReasons } from '../../spec/resetReasons.ts';
import { reasonWords } from './reasonWords.ts';
import { adapterLabel, adapterShort, occurrence, roleWords, valueWords } from './words.ts';

describe('words', () => {
  it('names every reset reason, and a foreign one by its number', () => {
    for (const { number, name } of resetReasons) expect(reasonWords(number)).toBe(`${number}, ${name}`);
    expect(reasonWords(4711)).toBe('4711');
  });
  it('says of the guest and of limits that the adapter is the victim, and of nothing else', () => {
    const victims = blames.filter((blame) => roleWords(blame).includes('the adapter is the victim'));
    expect(victims).toEqual(['guest-cpu', 'guest-memory', 'instance-limits']);
  });
  it('says values in the unit that their names end in', () => {
    expect(
      valueWords({ longestSilenceMs: 9610, periodSeconds: 61, queue: 2, wd_expired: 1200, driver: 'vif' }),
    ).toEqual(['longest silence 9.61 s', 'period 61 s', 'queue 2', 'wd_expired 1,200', 'driver vif']);
  });
  it('names an adapter only where there are several', () => {
    const two = fixtureReport('resetLoopStarved');
    expect(adapterLabel(two, '0000:00:06.0')).toBe('ens6 (0000:00:06.0)');
    expect(adapterShort(two, '0000:00:06.0')).toBe('ens6');
    expect(adapterLabel(fixtureReport('keepAliveRecovered'), 'eth1')).toBeUndefined();
    expect(adapterLabel(fixtureReport('noEvidence'), 'eth0')).toBe('eth0');
  });
  it('says how often and when', () => {
    const [total] = fixtureReport('allowanceSeries').findings;
    expect(occurrence({ ...fixtureReport('noEvidence').findings[0]! })).toBe('');
    expect(occurrence(total!)).toBe('18,412 times, 2026-07-24 03:11:00 to 03:12:00 UTC');
  });
});
