import { command, type Options } from '../command.ts';
import { UnknownVerb } from '../errors.ts';
import { uiOptions } from '../lab/ui.ts';

const options = {
  ui: {
    type: 'boolean',
    says: 'Serve a page: the adapter as it lives, its faults on switches, and what the doctor says.',
  },
  ...uiOptions,
} as const satisfies Options;

export const lab = command({
  name: 'lab',
  takes: 'VERB',
  atLeast: 0,
  atMost: 1,
  completes: 'nothing',
  says: 'Let an adapter of the lab suffer a fault, and see what its driver logs and the doctor concludes.',
  about: [
    'The lab has its own adapter: a complete emulated ENA, with every fault on a switch. A simulated driver of any version drives it in virtual time, or the unmodified driver of a virtual machine in real time.',
    'To learn all about one of its verbs: ena lab VERB --help.',
  ],
  options,
  examples: [
    { line: 'ena lab --help', says: 'What the lab can do.', ends: [0] },
    {
      line: 'ena lab --ui --driver 2016 --for 1s',
      says: 'A page in the browser, with the driver of AWS’s page.',
      ends: [0],
    },
  ],
  run: async (values, [word], shell) => {
    if (values.ui && word === undefined) {
      const { runUi } = await import('../lab/runUi.ts');
      return runUi(values, shell);
    }
    const [{ helpFor }, { labVerbs }] = await Promise.all([import('../help.ts'), import('../lab/index.ts')]);
    if (word !== undefined) {
      throw new UnknownVerb(
        `lab ${word}`,
        labVerbs.map(({ name }) => name),
      );
    }
    shell.err.write(helpFor(lab));
    return 2;
  },
});
