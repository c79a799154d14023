import type { Explanation } from '../diagnosis/explain.ts';
import { definitions, paragraph } from './paragraph.ts';
import type { Palette } from './render/terminal/paint.ts';
import { visible } from './render/visible.ts';

const kindWords = (kind: string): string => kind.replaceAll('-', ' ');

/** An explanation as a reader of the terminal wants it: what it is, what it means, what else to ask. */
export const explanationText = (told: Explanation, width: number, palette: Palette): string => {
  const head = `${palette.bold(visible(told.name))}  ${palette.dim(kindWords(told.kind))}\n`;
  const facts = told.facts.map(([label, value]) => [visible(label), visible(value)] as const);
  return [
    `${head}${paragraph(visible(told.title), width)}`,
    ...told.paragraphs.map((text) => paragraph(visible(text), width)),
    ...(facts.length > 0 ? [definitions(facts, width)] : []),
    ...(told.seeAlso.length > 0 ? [paragraph(`See also: ${told.seeAlso.join(', ')}`, width)] : []),
  ].join('\n');
};

/** Names with their titles, under a heading for each kind. */
export const explainableText = (
  list: readonly Pick<Explanation, 'kind' | 'name' | 'title'>[],
  width: number,
  palette: Palette,
): string =>
  [...new Set(list.map(({ kind }) => kind))]
    .map((kind) => {
      const rows = list.filter((each) => each.kind === kind).map(({ name, title }) => [name, title] as const);
      return `${palette.bold(kindWords(kind))}\n${definitions(rows, width)}`;
    })
    .join('\n');
