import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { testNeeding } from '../../../../test/needs.ts';
import { FakeFeed, incidentOf, problemOf } from '../../fakeFeed.ts';
import { Exporter } from './exporter.ts';
import { expositionFor, openMetricsText, prometheusText } from './exposition.ts';
import { queriedName } from './metric.ts';
import { statisticMetrics } from './statisticMetric.ts';

const everything = () => {
  const feed = new FakeFeed();
  const exporter = new Exporter(feed, '1.2.3');
  feed.problems = [problemOf('keep-alive-timeout')];
  feed.incidents = [incidentOf()];
  feed.tell({ kind: 'incident-closed', incident: incidentOf() }, 1);
  const heartbeat = { lastMs: 0, beats: 1, intervalMs: 1000, jitterMs: 1, watchdogMs: 6000 };
  feed.adapters = feed.adapters.map((adapter) => ({ ...adapter, heartbeat }));
  feed.sample(1, Object.fromEntries(statisticMetrics.map(({ statistic }) => [statistic.name.replace(/N/, '0'), 7])));
  return exporter.metrics(2);
};

const odd = [
  { name: 'ena_x', type: 'counter', help: 'a "b"\\c\nd', points: [{ labels: { of: 'q"\\\n' }, value: 1e21 }] },
] as const;

describe('the older text', () => {
  test('escapes labels, and of help what it must', () => {
    expect(prometheusText.write(odd)).toBe(
      '# HELP ena_x_total a "b"\\\\c\\nd\n# TYPE ena_x_total counter\nena_x_total{of="q\\"\\\\\\n"} 1e+21\n',
    );
  });

  testNeeding(['promtool'], 'is what promtool takes without a word', () => {
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
      input: prometheusText.write(everything()),
      encoding: 'utf8',
    });
    expect(stdout + stderr).toBe('');
    expect(status).toBe(0);
  });
});

describe('OpenMetrics', () => {
  test('names the family without the suffix of its type, and ends', () => {
    expect(openMetricsText.write(odd)).toBe(
      '# TYPE ena_x counter\n# HELP ena_x a \\"b\\"\\\\c\\nd\nena_x_total{of="q\\"\\\\\\n"} 1e+21\n# EOF\n',
    );
  });

  test('tells a unit only where the name ends in it, as it must', () => {
    const units = [...openMetricsText.write(everything()).matchAll(/^# UNIT (\w+) (\w+)$/gm)];
    expect(units.length).toBeGreaterThan(4);
    for (const [, name, unit] of units) expect(name).toMatch(new RegExp(`_${unit}$`));
  });
});

describe('names', () => {
  test('are told apart', () => {
    const names = statisticMetrics.map(queriedName);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the form', () => {
  test.each([
    [undefined, prometheusText],
    ['*/*', prometheusText],
    ['text/plain;version=0.0.4', prometheusText],
    [
      'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1',
      openMetricsText,
    ],
    ['application/openmetrics-text;q=0.2, text/plain', prometheusText],
    ['application/openmetrics-text;q=0', prometheusText],
    [`application/openmetrics-text,${'x'.repeat(5000)}`, prometheusText],
  ])('for Accept %s', (accept, form) => {
    expect(expositionFor(accept)).toBe(form);
  });
});
