import { appearance } from '../appearance.ts';
import { command } from '../command.ts';

export const faults = command({
  name: 'lab faults',
  takes: '',
  atLeast: 0,
  atMost: 0,
  completes: 'nothing',
  says: 'List what can go wrong with the adapter of the lab.',
  about: ['Lists the catalogue of faults: what each does, where it strikes, and how long it lasts.'],
  options: { json: { type: 'boolean', says: 'Print it as JSON.' }, ...appearance },
  examples: [
    { line: 'ena lab faults', says: 'What can go wrong.', ends: [0] },
    { line: 'ena lab faults --json', says: 'The same for a program.', ends: [0] },
  ],
  run: async (values, _operands, shell) => {
    const { runFaults } = await import('./runFaults.ts');
    return runFaults(values, shell);
  },
});
