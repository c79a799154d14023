import { appearance } from '../appearance.ts';
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
  vm: {
    type: 'string',
    takes: 'KERNEL',
    completes: ['6.1', '6.12', '7.3', 'all'],
    says: 'Run it on the unmodified driver of Linux 6.1, 6.12, 7.3 or all of them, in virtual machines and real time.',
  },
  machines: { type: 'string', takes: 'N', completes: 'nothing', says: 'With --vm: boot so many at a time; 2.' },
  report: {
    type: 'string',
    takes: 'FOLDER',
    completes: 'files',
    says: 'With --vm: write the matrix and all captured logs and counters to FOLDER, each drill as soon as it is over. What FOLDER holds already and ended as it should is not run again: the same command goes on where it was interrupted.',
  },
  json: { type: 'boolean', says: 'Print it as JSON.' },
  ...appearance,
} as const satisfies Options;

/** What the options of `ena lab drill` said. */
export type DrillValues = Values<typeof options>;

export const drill = command({
  name: 'lab drill',
  takes: '[FAULT]',
  atLeast: 0,
  atMost: 1,
  completes: 'nothing',
  says: 'Lay a fault and hold what the doctor concludes against the truth.',
  about: [
    'Lets the adapter of the lab suffer FAULT under a simulated driver, in virtual time: a minute takes a fraction of a second, and nothing of this machine is touched. Prints what was injected, what the driver logged and counted, and what the doctor concluded from exactly that, and whether it is the truth.',
    'With --all it is the matrix of all faults and drivers.',
    'With --vm the driver is real: Linux boots in QEMU, as with ena lab vm, and what its driver logged, counted and told the adapter is held against the catalogue and against the simulation of that driver.',
  ],
  options,
  examples: [
    { line: 'ena lab drill keep-alive-lost', says: 'The page’s own example, step by step.', ends: [0] },
    {
      line: 'ena lab drill keep-alive-lost --driver 2016 --for 30s --seed 7',
      says: 'The same with the driver of the page.',
      ends: [0],
    },
    { line: 'ena lab drill keep-alive-lost --vm 6.12', says: 'The same with the driver of a real Linux.', ends: [0] },
  ],
  run: async (values, [name], shell) => {
    const { vm } = values;
    if (vm !== undefined) {
      const { runVmDrill } = await import('./runVmDrill.ts');
      return runVmDrill({ ...values, vm }, name, shell);
    }
    const { runDrill } = await import('./runDrill.ts');
    return runDrill(values, name, shell);
  },
});
