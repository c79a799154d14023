import { command } from '../command.ts';
import { UnknownVerb } from '../errors.ts';

export const help = command({
  name: 'help',
  takes: '[VERB]',
  atLeast: 0,
  atMost: 2,
  completes: 'verbs',
  says: 'Tell what ena does, or all about one verb.',
  about: ['Prints what ena --help or ena VERB --help prints.'],
  options: {},
  examples: [
    { line: 'ena help', says: 'List the verbs.', ends: [0] },
    { line: 'ena help doctor', says: 'All about one verb.', ends: [0] },
    { line: 'ena help lab drill', says: 'All about one verb of the lab.', ends: [0] },
  ],
  run: async (_values, words, shell) => {
    const [{ helpFor, overview }, { verbs }] = await Promise.all([import('../help.ts'), import('./index.ts')]);
    const name = words.join(' ');
    const verb = verbs.find((candidate) => candidate.name === name);
    if (name !== '' && verb === undefined) {
      throw new UnknownVerb(
        name,
        verbs.map((candidate) => candidate.name),
      );
    }
    shell.out.write(verb ? helpFor(verb) : overview());
    return 0;
  },
});
