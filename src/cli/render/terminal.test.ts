import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryReport } from '../../../test/fixtures/reports/arbitraryReport.ts';
import { largeReport } from '../../../test/fixtures/reports/largeReport.ts';
import { fixtureReport, fixtureReports } from '../../../test/fixtures/reports/reports.ts';
import { renderTerminal } from './terminal.ts';
import { textWidth } from './text.ts';

const plain = { width: 80, color: false, all: false };
const widest = (text: string) => Math.max(...text.split('\n').map(textWidth));
const withoutColour = (text: string) => text.replace(/\x1b\[[\d;]*m/g, '');

describe('renderTerminal', () => {
  it('begins with the verdict and its sentence', () => {
    const text = renderTerminal(fixtureReport('keepAliveRecovered'), plain);
    expect(text).toMatch(/^PROBLEMS {2}eth1 lost the device's keep-alive/);
    expect(renderTerminal(fixtureReport('healthyNotices'), plain)).toMatch(/^HEALTHY {3}ens5 booted cleanly/);
    expect(renderTerminal(fixtureReport('noEvidence'), plain)).toMatch(/^NO EVIDENCE: Nothing about ENA was found/);
  });

  it('tells a reset as a timeline with cause, reason, blame and outcome', () => {
    const text = renderTerminal(fixtureReport('keepAliveRecovered'), { ...plain, width: 120 });
    expect(text).toContain('[18509.800135]  recovered after 2.976 s');
    expect(text).toMatch(/\+0\.015 s {2}reset triggered +dmesg\.txt:2\n/);
    expect(text).toContain('cause  keep-alive-timeout');
    expect(text).toContain('reason  1, keep-alive-timeout: the keep-alive line stands right before the reset');
    expect(text).toContain('blame  the ENA device: no stuck CPU');
  });

  it('puts critical findings before warnings, and what to do after both', () => {
    const text = renderTerminal(fixtureReport('resetLoopStarved'), plain);
    const places = ['CRITICAL  A reset failed', 'WARNING   The kernel reports', 'Notices', 'Do now', 'Collect next'];
    const order = places.map((place) => text.indexOf(place));
    expect(Math.min(...order)).toBeGreaterThan(0);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('says identical advice once', () => {
    const text = renderTerminal(fixtureReport('resetLoopStarved'), { ...plain, width: 120 });
    expect(text.split('Find what keeps the CPU busy')).toHaveLength(2);
  });

  it('folds a loop to its first and last, unless all is asked for', () => {
    const report = fixtureReport('resetLoopStarved');
    const folded = renderTerminal(report, plain);
    expect(folded).toContain('9 resets, every 61 s, 2026-07-24 03:11:09 to 03:19:16 UTC');
    expect(folded).toContain('… 7 like it between …');
    expect(folded.split('reset triggered')).toHaveLength(2);
    expect(renderTerminal(report, { ...plain, all: true }).split('reset triggered')).toHaveLength(10);
  });

  it('folds notices to a line, unless all is asked for', () => {
    const report = fixtureReport('keepAliveRecovered');
    expect(renderTerminal(report, plain)).not.toContain('does without them');
    expect(renderTerminal(report, { ...plain, all: true })).toContain('NOTICE    The device lacks');
  });

  it('shows three lines of evidence and counts the others', () => {
    const text = renderTerminal(fixtureReport('resetLoopStarved'), plain);
    expect(text).toContain('and 6 more');
    expect(renderTerminal(fixtureReport('resetLoopStarved'), { ...plain, all: true })).not.toContain('and 6 more');
  });

  it('colours without changing a word', () => {
    for (const [, report] of fixtureReports()) {
      const coloured = renderTerminal(report, { ...plain, color: true });
      expect(coloured).toContain('\x1b[');
      expect(withoutColour(coloured)).toBe(renderTerminal(report, plain));
    }
  });

  it('keeps a report of ten thousand incidents short', () => {
    expect(renderTerminal(largeReport(10_000), plain).split('\n').length).toBeLessThan(250);
  });

  it('survives any report: no line too wide, no escape sequence but its own colours', () => {
    const width = fc.integer({ min: 40, max: 200 });
    fc.assert(
      fc.property(arbitraryReport, width, fc.boolean(), (report, columns, all) => {
        const text = renderTerminal(report, { width: columns, color: false, all });
        expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
        expect(widest(text)).toBeLessThanOrEqual(columns);
        expect(withoutColour(renderTerminal(report, { width: columns, color: true, all }))).toBe(text);
      }),
    );
  });

  it('takes a nonsensical width for one it can serve', () => {
    const report = fixtureReport('resetLoopStarved');
    expect(widest(renderTerminal(report, { ...plain, width: 3 }))).toBeLessThanOrEqual(40);
    expect(widest(renderTerminal(report, { ...plain, width: Number.NaN }))).toBeLessThanOrEqual(80);
    expect(widest(renderTerminal(report, { ...plain, width: 5000 }))).toBeLessThanOrEqual(200);
  });
});
