import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testNeeding } from '../../../../test/needs.ts';
import { counterRules } from '../../../diagnosis/counters/rules.ts';
import { queriedStatistic } from '../prometheus/statisticMetric.ts';
import { alertedFindings } from './alertedFindings.ts';
import { prometheusRules } from './prometheusRules.ts';
import { yaml } from './yaml.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'enakit-'));
  writeFileSync(join(folder, 'rules.yml'), prometheusRules());
});
afterAll(() => rmSync(folder, { recursive: true }));

const promtool = (...args: string[]) => spawnSync('promtool', args, { cwd: folder, encoding: 'utf8' });

test('there is an alert for every finding a host can have, and only one', () => {
  const alerts = [...prometheusRules().matchAll(/- alert: (\w+)/g)].map(([, alert]) => alert);
  expect(new Set(alerts).size).toBe(alerts.length);
  expect(alerts.length).toBe(alertedFindings.length + 2);
});

test('every counter that says something stands in an alert', () => {
  const rules = prometheusRules();
  const missing = counterRules.filter(({ statistic }) => !rules.includes(`increase(${queriedStatistic(statistic)}[`));
  expect(missing).toEqual([]);
});

testNeeding(['promtool'], 'promtool finds no fault with the rules', () => {
  const { status, stdout, stderr } = promtool('check', 'rules', 'rules.yml');
  expect(stdout + stderr).toContain(`SUCCESS: ${alertedFindings.length + 2} rules found`);
  expect(status).toBe(0);
});

const adapter = 'job="ena", instance="web-1", adapter="0000:00:05.0"';
testNeeding(['promtool'], 'an alert fires when the agent tells a problem, or a counter that shows it rises', () => {
  const tests = {
    rule_files: ['rules.yml'],
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: [
          { series: `ena_wd_expired_total{${adapter}}`, values: '3 3 3 3 3 3 3 3 3 4 4' },
          { series: `ena_pps_allowance_exceeded_total{${adapter}}`, values: '0+10x10' },
          { series: `ena_problem{${adapter}, finding="allowance-exceeded:conntrack"}`, values: '1x10' },
        ],
        promql_expr_test: [
          ...['EnaKeepAliveTimeout', 'EnaAllowanceExceededConntrack'].map((alertname) => ({
            expr: `count(ALERTS{alertname="${alertname}", alertstate="firing", instance="web-1"})`,
            eval_time: '10m',
            exp_samples: [{ labels: '{}', value: 1 }],
          })),
          { expr: 'count(ALERTS{alertname="EnaAllowanceExceededPps"})', eval_time: '10m', exp_samples: [] },
          { expr: 'count(ALERTS{alertname="EnaKeepAliveTimeout"})', eval_time: '8m', exp_samples: [] },
        ],
      },
    ],
  };
  writeFileSync(join(folder, 'test.yml'), yaml(tests));
  const { status, stdout, stderr } = promtool('test', 'rules', 'test.yml');
  expect(stdout + stderr).toContain('SUCCESS');
  expect(status).toBe(0);
});
