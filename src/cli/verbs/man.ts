import { command } from '../command.ts';

export const man = command({
  name: 'man',
  takes: '',
  atLeast: 0,
  atMost: 0,
  completes: 'nothing',
  says: 'Print the manual page.',
  about: ['Prints the manual page in roff, for man(1) to show or to install. A package of enakit brings it along.'],
  options: {},
  examples: [{ line: 'ena man | man -l -', says: 'Read the manual.', ends: [0] }],
  run: async (_values, _operands, shell) => {
    const [{ manual }, { version }] = await Promise.all([import('../manual.ts'), import('../version.ts')]);
    shell.out.write(manual(version));
    return 0;
  },
});
