import { command, type Options, type Values } from '../command.ts';

const options = {
  source: { type: 'boolean', says: 'Print in front of each line where it stands.' },
} as const satisfies Options;

/** What the options of `ena annotate` said. */
export type AnnotateValues = Values<typeof options>;

export const annotate = command({
  name: 'annotate',
  takes: 'SOURCE…',
  atLeast: 1,
  atMost: Number.POSITIVE_INFINITY,
  completes: 'files',
  says: 'Print the lines of a log that concern ENA, each with what it means.',
  about: [
    'Prints every line of the sources that a driver of ENA wrote, or that tells what the kernel around it suffered, in order, with its meaning behind //, as AWS’s page annotates its examples. Lines of a statistics dump stand as they are.',
    'A SOURCE is what `ena doctor` takes.',
  ],
  options,
  examples: [
    { line: 'ena annotate dmesg.txt', says: 'Read a log with a knowing friend.', ends: [0] },
    { line: 'dmesg | ena annotate -', says: 'The kernel log of this boot.', ends: [0, 3] },
  ],
  run: async (values, sources, shell) => {
    const { annotated } = await import('../annotated.ts');
    return annotated(values, sources, shell);
  },
});
