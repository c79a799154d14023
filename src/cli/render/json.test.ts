import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryReport, wellFormedReport } from '../../../test/fixtures/reports/arbitraryReport.ts';
import { largeReport } from '../../../test/fixtures/reports/largeReport.ts';
import { fixtureReport, fixtureReports } from '../../../test/fixtures/reports/reports.ts';
import { blames, confidences, type Outcome, severities, type Verdict } from '../../diagnosis/report.ts';
import { renderJson } from './json.ts';
import { flavourWords, outcomeWords, sourceKindWords, verdictWords } from './words.ts';

const schema = JSON.parse(readFileSync(new URL('../../../schema/report-1.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

function problemsOf(json: string): unknown {
  return validate(JSON.parse(json)) ? [] : validate.errors;
}

describe('renderJson', () => {
  it.each(fixtureReports())('prints %s as the schema wants it, and nothing of it is lost', (_, report) => {
    const json = renderJson(report);
    expect(problemsOf(json)).toEqual([]);
    expect(JSON.parse(json)).toEqual(report);
  });

  it('prints a large report as the schema wants it', () =>
    expect(problemsOf(renderJson(largeReport(500)))).toEqual([]));

  it('prints any report as the schema wants it, readable back, without a character that steers a terminal', () => {
    fc.assert(
      fc.property(wellFormedReport, (report) => {
        const json = renderJson(report);
        expect(problemsOf(json)).toEqual([]);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(report)));
        expect(json).not.toMatch(/(?!\n)\p{Cc}|[\u2028\u2029\u202a-\u202e]/u);
      }),
    );
  });

  it('does not throw on unreadable stamps', () => {
    fc.assert(fc.property(arbitraryReport, (report) => JSON.parse(renderJson(report)).schema === report.schema));
  });

  it('keeps the order of keys whatever order they came in', () => {
    const report = fixtureReport('keepAliveRecovered');
    const reversed = JSON.parse(JSON.stringify(report), (_, value: unknown) =>
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      !('wd_expired' in value || 'silenceMs' in value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    );
    expect(renderJson(reversed)).toBe(renderJson(report));
    expect(Object.keys(JSON.parse(renderJson(reversed)))).toEqual(Object.keys(schema.properties));
  });
});

describe('the schema', () => {
  const definitions = schema.$defs;

  it('names the same terms as the report', () => {
    const verdicts: Verdict[] = Object.keys(verdictWords) as Verdict[];
    const outcomes: Outcome[] = Object.keys(outcomeWords) as Outcome[];
    expect(definitions.finding.properties.severity.enum).toEqual([...severities]);
    expect(definitions.blame.enum).toEqual([...blames]);
    expect(definitions.finding.properties.confidence.enum).toEqual([...confidences]);
    expect(schema.properties.verdict.enum).toEqual(
      verdicts.sort((a, b) => schema.properties.verdict.enum.indexOf(a) - schema.properties.verdict.enum.indexOf(b)),
    );
    expect(new Set(definitions.incident.properties.outcome.enum)).toEqual(new Set(outcomes));
    expect(new Set(definitions.source.properties.kind.enum)).toEqual(new Set(Object.keys(sourceKindWords)));
    expect(new Set(definitions.adapter.properties.driver.properties.flavour.enum)).toEqual(
      new Set(Object.keys(flavourWords)),
    );
  });

  it('lists the keys of each part in the order they are printed', () => {
    const [report] = JSON.parse(`[${renderJson(fixtureReport('keepAliveRecovered'))}]`);
    const known = (part: object, name: string) =>
      expect(Object.keys(definitions[name].properties).filter((key) => key in part)).toEqual(Object.keys(part));
    known(report.sources[0], 'source');
    known(report.adapters[0], 'adapter');
    known(report.incidents[0], 'incident');
    known(report.incidents[0].steps[0], 'step');
    known(report.findings[0], 'finding');
    known(report.findings[0].evidence[0], 'place');
  });

  it.each([
    ['an unknown key', { extra: 1 }],
    ['another version', { schema: 'enakit/report/2' }],
    ['an unknown verdict', { verdict: 'fine' }],
    ['a missing list', { findings: undefined }],
    ['a sentence in place of a list', { limits: 'none' }],
  ])('refuses %s', (_, change) => {
    expect(validate(JSON.parse(JSON.stringify({ ...fixtureReport('noEvidence'), ...change })))).toBe(false);
  });
});
