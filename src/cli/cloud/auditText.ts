import type { AuditRow } from '../../diagnosis/outside/audit.ts';
import { paragraph } from '../paragraph.ts';
import { textWidth } from '../render/text.ts';
import { visible } from '../render/visible.ts';
import type { Layout } from './planText.ts';

/** What was found in one region. */
export interface RegionAudit {
  readonly region: string;
  readonly instances: number;
  readonly images: number;
  readonly rows: readonly AuditRow[];
}

/** What an audit cannot see. */
export const auditLimits: readonly string[] = [
  'Whether the ena module is inside cannot be seen from outside: `ena preflight` looks, on the instance or on its mounted root volume.',
];

const counted = (n: number, one: string): string => `${n} ${n === 1 ? one : `${one}s`}`;

const typesWord = ({ types = [] }: AuditRow): string => (types.length === 0 ? '' : `: ${types.join(', ')}`);

const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(1, width - textWidth(text)));

const table = (rows: readonly AuditRow[], { width, palette }: Layout): string => {
  const names = rows.map(({ id, what }) => [visible(id), visible(what)] as const);
  const first = Math.max(...names.map(([id]) => textWidth(id))) + 2;
  const second = Math.min(24, Math.max(...names.map(([, what]) => textWidth(what)))) + 2;
  const colours = { critical: palette.red, warning: palette.yellow, notice: palette.dim } as const;
  return rows
    .map((row, i) => {
      const [id, what] = names[i] ?? ['', ''];
      const indent = ' '.repeat(first + second + 10);
      const text = paragraph(
        `${row.title}${visible(typesWord(row))} [${row.finding}]`,
        Math.max(width, indent.length + 40),
        indent,
      );
      return `${pad(id, first)}${pad(what, second)}${colours[row.severity](pad(row.severity, 10))}${text.slice(indent.length)}`;
    })
    .join('');
};

/** An audit as a table. */
export const auditText = (regions: readonly RegionAudit[], layout: Layout): string =>
  [
    ...regions.map(({ region, instances, images, rows }) => {
      const title = `${visible(region)}: ${counted(instances, 'instance')}, ${counted(images, 'image')} of this account`;
      return `${layout.palette.bold(title)}\n${rows.length === 0 ? 'Nothing to tell.\n' : table(rows, layout)}`;
    }),
    auditLimits.map((line) => paragraph(line, layout.width)).join(''),
  ].join('\n');

/** An audit for programs. */
export const auditJson = (regions: readonly RegionAudit[]): string =>
  `${JSON.stringify({ schema: 'enakit/audit/1', regions, limits: auditLimits }, undefined, 2)}\n`;
