import { command, type Options, type Values } from '../command.ts';
import { MissingOperand } from '../errors.ts';

const options = {
  list: { type: 'boolean', says: 'List all that can be explained.' },
  json: { type: 'boolean', says: 'Print it as JSON.' },
} as const satisfies Options;

/** What the options of `ena explain` said. */
export type ExplainValues = Values<typeof options>;

export const explain = command({
  name: 'explain',
  takes: 'WHAT…',
  atLeast: 0,
  atMost: Number.POSITIVE_INFINITY,
  text: true,
  completes: 'nothing',
  says: 'Explain a counter, a log line, a reset reason, a feature, an errno or an error code.',
  about: [
    'WHAT is a counter’s name, a log line pasted as it is (quotes are not needed, but a shell takes ( ) and ; for itself), a reset reason by number or name, a feature id, an errno, or an error code of ena.',
  ],
  options,
  examples: [
    { line: 'ena explain wd_expired', says: 'What a counter counts, and when to worry.', ends: [0] },
    { line: 'ena explain reset 18', says: 'What a reset reason means.', ends: [0] },
    { line: 'ena explain Keep alive watchdog timeout.', says: 'What a log line says.', ends: [0] },
    { line: 'ena explain --list', says: 'Everything that can be explained.', ends: [0] },
  ],
  run: async (values, words, shell) => {
    if (words.length === 0 && !values.list) throw new MissingOperand('explain', 'WHAT…');
    const { answer } = await import('../answer.ts');
    return answer(values, words, shell);
  },
});
