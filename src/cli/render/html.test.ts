import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryReport } from '../../../test/fixtures/reports/arbitraryReport.ts';
import { largeReport } from '../../../test/fixtures/reports/largeReport.ts';
import { fixtureReport, fixtureReports } from '../../../test/fixtures/reports/reports.ts';
import { renderHtml } from './html.ts';

const childless = new Set(['meta', 'br', '!doctype']);

/** The first tag that closes what is not open, or stays open; undefined where all is balanced. */
function unbalanced(page: string): string | undefined {
  const open: string[] = [];
  for (const [tag, slash, name = '', , self] of page.matchAll(/<(\/?)([a-z!][a-z0-9]*)((?:"[^"]*"|[^">])*?)(\/?)>/gi)) {
    if (self === '/' || childless.has(name)) continue;
    if (slash === '') open.push(name);
    else if (open.pop() !== name) return tag;
  }
  return open.pop();
}

describe('renderHtml', () => {
  it.each(fixtureReports())('makes a balanced page of %s', (_, report) => {
    expect(unbalanced(renderHtml(report))).toBeUndefined();
  });

  it('needs nothing from elsewhere, and says so to the browser', () => {
    const page = renderHtml(fixtureReport('allowanceSeries'));
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/<(script|link|img|iframe|object)|url\(|@import|(src|href)=/i);
  });

  it('answers to landmarks, headings and captions', () => {
    const page = renderHtml(fixtureReport('resetLoopStarved'));
    expect(page.match(/<(header|main|footer|h1)[ >]/g)).toEqual(['<header>', '<h1>', '<main>', '<footer>']);
    expect(page.match(/<table/g)?.length).toBe(page.match(/<caption>/g)?.length);
    expect(page).toMatch(
      /<svg role="img" aria-labelledby="timeline-title timeline-text"[^>]*>\s*<title id="timeline-title">/,
    );
    for (const [, id] of page.matchAll(/aria-labelledby="([a-z]+)"/g)) expect(page).toContain(`id="${id}"`);
  });

  it('draws incidents as bands and findings as marks, and shows evidence on request', () => {
    const page = renderHtml(fixtureReport('resetLoopStarved'));
    expect(page.match(/class="band recovered"/g)).toHaveLength(9);
    expect(page.match(/class="band failed"/g)).toHaveLength(1);
    expect(page.match(/class="mark critical"/g)?.length).toBeGreaterThan(2);
    expect(page).toContain('<details><summary>9 lines of evidence</summary>');
  });

  it('plots counters, but not those that were zero all along', () => {
    const page = renderHtml(fixtureReport('allowanceSeries'));
    expect(page.match(/<figure class="chart">/g)).toHaveLength(3);
    expect(page).not.toContain('pps_allowance_exceeded');
  });

  it('stays below 2 MB with ten thousand incidents', () => {
    const page = renderHtml(largeReport(10_000));
    expect(page.length).toBeLessThan(2_000_000);
    expect(page).toContain('of evidence');
  });

  it('stays balanced and inert whatever the report says', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const page = renderHtml(report);
        expect(unbalanced(page)).toBeUndefined();
        expect(page).not.toMatch(/<script|<img|NaN|undefined%/i);
        expect(page).not.toMatch(/(?!\n)\p{Cc}/u);
      }),
    );
  });
});
