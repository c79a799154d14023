import { describe, expect, it } from 'vitest';
import { fixtureReport } from '../../../test/fixtures/reports/reports.ts';
import { commonFolder, shownReport } from './shownReport.ts';

describe('commonFolder', () => {
  it.each([
    [['/a/b/dmesg.txt'], '/a/b/'],
    [['/a/b/c/x', '/a/b/y'], '/a/b/'],
    [['/a/bc/x', '/a/b/y'], '/a/'],
    [['a/x', 'b/y'], ''],
    [['dmesg.txt'], ''],
    [[], ''],
    [['/a/b/c.log', '-'], ''],
    [['/a/b/c.log', '/x/y.log'], '/'],
  ])('of %j is %j', (paths, folder) => expect(commonFolder(paths)).toBe(folder));
});

describe('shownReport', () => {
  it('names places from the folder that all sources share, and keeps the paths of the sources', () => {
    const shown = shownReport(fixtureReport('healthyNotices'));
    expect(shown.findings[0]?.evidence[0]?.source).toBe('var/log/messages');
    expect(shown.sources[0]?.path).toBe('sos/var/log/messages');
  });
  it('leaves a place alone that lies elsewhere', () => {
    const report = fixtureReport('healthyNotices');
    const evidence = [{ source: 'elsewhere', line: 1, text: 'x' }];
    const shown = shownReport({ ...report, findings: [{ ...report.findings[0]!, evidence }] });
    expect(shown.findings[0]?.evidence).toEqual(evidence);
  });
});
