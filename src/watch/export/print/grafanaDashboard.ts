import { dashboardRows, type Panel } from './dashboardPanels.ts';

/** Grafana's grid is 24 wide. */
const gridWidth = 24;
const panelSize = { w: 8, h: 8 } as const;

const datasource = { type: 'prometheus', uid: '$datasource' } as const;

const panelJson = ({ title, description, kind, queries, unit }: Panel, id: number, x: number, y: number) => ({
  id,
  type: kind,
  title,
  description,
  datasource,
  gridPos: { x, y, ...panelSize },
  fieldConfig: { defaults: { unit }, overrides: [] },
  options: kind === 'timeseries' ? { legend: { displayMode: 'list', placement: 'bottom' } } : {},
  targets: queries.map(({ expr, legend }, i) => ({
    refId: String.fromCharCode(65 + i),
    datasource,
    expr,
    legendFormat: legend,
    ...(kind === 'table' && { format: 'table', instant: true }),
  })),
  ...(kind === 'table' && {
    transformations: [
      { id: 'organize', options: { excludeByName: { Time: true, Value: true, __name__: true, job: true } } },
    ],
  }),
});

const perLine = gridWidth / panelSize.w;

/** Rows from top to bottom, each with its panels; those but the first three are folded. */
const laidOut = (): readonly object[] => {
  let [id, y] = [0, 0];
  return dashboardRows.flatMap(({ title, panels }, i): readonly object[] => {
    const isFolded = i > 2;
    const row = { id: ++id, type: 'row', title, collapsed: isFolded, gridPos: { x: 0, y, w: gridWidth, h: 1 } };
    const top = y + 1;
    const inside = panels.map((panel, at) =>
      panelJson(panel, ++id, (at % perLine) * panelSize.w, top + Math.floor(at / perLine) * panelSize.h),
    );
    y = top + (isFolded ? 0 : Math.ceil(panels.length / perLine) * panelSize.h);
    return isFolded ? [{ ...row, panels: inside }] : [{ ...row, panels: [] }, ...inside];
  });
};

const variable = (name: string, of: string) => ({
  name,
  type: 'query',
  datasource,
  query: { query: `label_values(${of}, ${name})`, refId: name },
  refresh: 2,
  multi: true,
  includeAll: true,
  current: { text: 'All', value: '$__all' },
});

/** A dashboard for Grafana 9 and later, to be imported as it is. */
export const grafanaDashboard = (): string =>
  `${JSON.stringify(
    {
      uid: 'enakit',
      title: 'Elastic Network Adapter',
      tags: ['ena', 'aws'],
      schemaVersion: 37,
      editable: true,
      refresh: '10s',
      time: { from: 'now-1h', to: 'now' },
      templating: {
        list: [
          { name: 'datasource', type: 'datasource', query: 'prometheus' },
          variable('job', 'ena_adapter_info'),
          variable('instance', 'ena_adapter_info{job=~"$job"}'),
          variable('adapter', 'ena_adapter_info{job=~"$job", instance=~"$instance"}'),
        ],
      },
      panels: laidOut(),
    },
    undefined,
    2,
  )}\n`;
