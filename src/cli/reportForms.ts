import type { Options, Values } from './command.ts';
import { OptionConflict } from './errors.ts';

/** The forms a report can be had in, of every verb that makes one. */
export const reportForms = {
  json: { type: 'boolean', says: 'Print the report as one JSON object (schema/report-1.schema.json).' },
  markdown: { type: 'boolean', says: 'Print the report as Markdown, for a support case.' },
  html: {
    type: 'string',
    takes: 'FILE',
    completes: 'files',
    says: 'Also write the report as one self-contained web page; - prints it instead.',
  },
} as const satisfies Options;

/**
 * Sees to it that one form at most is printed.
 *
 * @throws OptionConflict
 */
export const checkForms = ({ json, markdown, html }: Values<typeof reportForms>): void => {
  if (json && markdown) throw new OptionConflict('--json', '--markdown', 'only one can be printed');
  if (html === '-' && (json || markdown))
    throw new OptionConflict('--html -', json ? '--json' : '--markdown', 'only one can be printed');
};
