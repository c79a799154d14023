import { describe, expect, it } from 'vitest';
import { fixtureReport } from '../../../test/fixtures/reports/reports.ts';
import { adviceOf } from './advice.ts';

describe('adviceOf', () => {
  it('says each thing once, and for which findings', () => {
    const advice = adviceOf(fixtureReport('resetLoopStarved'));
    expect(advice.map(({ findings }) => findings.map(({ id }) => id))).toEqual([
      ['reset-failed', 'admin-queue-timeout'],
      ['reset-loop', 'napi-starvation', 'soft-lockup-cpu'],
      ['napi-starvation'],
    ]);
  });
  it('asks for nothing because of notices', () => {
    const texts = adviceOf(fixtureReport('keepAliveRecovered')).map(({ text }) => text);
    expect(texts).not.toContain('Nothing to do.');
    expect(adviceOf(fixtureReport('keepAliveRecovered'), true).map(({ text }) => text)).toContain('Nothing to do.');
  });
  it('takes the advice of notices where nothing of ENA was seen', () => {
    expect(adviceOf(fixtureReport('noEvidence'))).toHaveLength(1);
  });
});
