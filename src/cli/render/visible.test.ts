import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixtureReport } from '../../../test/fixtures/reports/reports.ts';
import { visible, visibleReport } from './visible.ts';

describe('visible', () => {
  it.each([
    ['an escape sequence', '\x1b[31mred', '\\x1b[31mred'],
    ['a C1 control', '\u009b2J', '\\x9b2J'],
    ['a carriage return', 'good\rbad', 'good\\x0dbad'],
    ['a mark that reorders text', 'a\u202eb', 'a\\u202eb'],
    ['a lone surrogate', 'a\ud800b', 'a\\ud800b'],
    ['an invisible tag', 'a\u{e0041}b', 'a\\u{e0041}b'],
  ])('writes out %s', (_, text, shown) => expect(visible(text)).toBe(shown));

  it('takes tabs and line feeds for spaces', () => expect(visible('a\tb\nc')).toBe('a b c'));
  it('leaves letters of any script alone', () => expect(visible('étage 漢字 😀')).toBe('étage 漢字 😀'));
  it('bounds a text that nobody would read', () => expect(visible('x'.repeat(10_000_000)).length).toBeLessThan(3000));
  it('leaves no control character in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
    );
  });
});

describe('visibleReport', () => {
  it('leaves a clean report as it is', () => {
    const report = fixtureReport('resetLoopStarved');
    expect(visibleReport(report)).toEqual(report);
  });
  it('reaches keys, nested texts and numbers alike', () => {
    const report = fixtureReport('noEvidence');
    const values = { 'a\x1bb': 'c\x1bd', n: 7 };
    const shown = visibleReport({ ...report, findings: [{ ...report.findings[0]!, values }] });
    expect(shown.findings[0]?.values).toEqual({ 'a\\x1bb': 'c\\x1bd', n: 7 });
  });
});
