import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testNeeding } from '../../../../test/needs.ts';
import { queriedName } from '../prometheus/metric.ts';
import { ownMetric, ownMetricNames } from '../prometheus/ownMetrics.ts';
import { statisticMetrics } from '../prometheus/statisticMetric.ts';
import { dashboardRows } from './dashboardPanels.ts';
import { grafanaDashboard } from './grafanaDashboard.ts';
import { yaml } from './yaml.ts';

interface Panel {
  readonly id: number;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly panels?: readonly Panel[];
}

const dashboard = JSON.parse(grafanaDashboard()) as { readonly panels: readonly Panel[] };
const shown = dashboard.panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);
const expressions = dashboardRows.flatMap(({ panels }) =>
  panels.flatMap(({ queries }) => queries.map(({ expr }) => expr)),
);

test('asks for nothing that is not exported', () => {
  const exported = new Set([...statisticMetrics, ...ownMetricNames.map(ownMetric)].map(queriedName));
  const asked = expressions.flatMap((expr) => expr.match(/\bena_\w+/g) ?? []);
  expect(asked.length).toBeGreaterThan(50);
  expect(asked.filter((name) => !exported.has(name))).toEqual([]);
});

test('has no panel twice, and none over another', () => {
  expect(new Set(shown.map(({ id }) => id)).size).toBe(shown.length);
  const open = dashboard.panels.map(({ gridPos }) => gridPos);
  const overlaps = open.filter((one, i) =>
    open.some(
      (other, j) =>
        i < j &&
        one.x < other.x + other.w &&
        other.x < one.x + one.w &&
        one.y < other.y + other.h &&
        other.y < one.y + one.h,
    ),
  );
  expect(overlaps).toEqual([]);
});

testNeeding(['promtool'], 'asks in PromQL', () => {
  const rules = expressions.map((expr, i) => ({
    record: `panel:${i}`,
    expr: expr.replaceAll('$__rate_interval', '1m').replaceAll(/\$\w+/g, '.*'),
  }));
  const folder = mkdtempSync(join(tmpdir(), 'enakit-'));
  const path = join(folder, 'panels.yml');
  writeFileSync(path, yaml({ groups: [{ name: 'panels', rules }] }));
  const { stdout, stderr } = spawnSync('promtool', ['check', 'rules', path], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect(stdout + stderr).toContain(`SUCCESS: ${expressions.length} rules found`);
});
