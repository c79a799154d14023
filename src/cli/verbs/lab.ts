import { command, type Options, type Values } from '../command.ts';

const options = {
  driver: {
    type: 'string',
    takes: 'VOICE',
    completes: 'nothing',
    says: 'Run the drill with this version of the driver: 2016, a release such as 2.12.0, or a kernel such as 6.12.',
  },
  for: { type: 'string', takes: 'TIME', completes: ['60s', '5m'], says: 'Go on for TIME after the fault is laid.' },
  seed: { type: 'string', takes: 'N', completes: 'nothing', says: 'What is left to chance follows from N.' },
  all: { type: 'boolean', says: 'Run every fault on every voice and print the matrix.' },
  json: { type: 'boolean', says: 'Print it as JSON.' },
  width: { type: 'string', takes: 'N', completes: 'nothing', says: 'Lay it out in N columns.' },
  color: {
    type: 'string',
    takes: 'WHEN',
    completes: ['auto', 'always', 'never'],
    says: 'Colour it: auto (on a terminal, unless NO_COLOR is set), always or never.',
  },
} as const satisfies Options;

/** What the options of `ena lab` said. */
export type LabValues = Values<typeof options>;

export const lab = command({
  name: 'lab',
  takes: 'faults|drill [FAULT]',
  atLeast: 1,
  atMost: 2,
  completes: ['faults', 'drill'],
  says: 'Let an adapter of the lab suffer a fault, and see what its driver logs and the doctor concludes.',
  about: [
    'The lab is an adapter and its driver, both simulated, on a simulated host in virtual time: a minute takes a fraction of a second, and nothing of this machine is touched.',
    'With `ena lab faults` it lists what can go wrong. With `ena lab drill FAULT` it lets it go wrong and prints what was injected, what the driver logged and counted, and what the doctor concluded from exactly that, and whether it is the truth. With `--all` it is the matrix of all faults and drivers.',
  ],
  options,
  examples: [
    { line: 'ena lab faults', says: 'What can go wrong.', ends: [0] },
    { line: 'ena lab drill keep-alive-lost', says: 'The page’s own example, step by step.', ends: [0] },
    {
      line: 'ena lab drill keep-alive-lost --driver 2016 --for 30s --seed 7',
      says: 'The same with the driver of the page.',
      ends: [0],
    },
  ],
  run: async (values, operands, shell) => {
    const { runLab } = await import('../lab/runLab.ts');
    return runLab(values, operands, shell);
  },
});
