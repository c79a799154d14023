import { command } from '../command.ts';

export const status = command({
  name: 'lab status',
  takes: 'SOCKET',
  atLeast: 1,
  atMost: 1,
  completes: 'files',
  says: 'Tell how an adapter is that is being served.',
  about: [
    'Tells of the adapter that ena lab device or ena lab vm serves at SOCKET: its machine and driver, its queues, the resets it saw and why, the faults that lie there, what it sent and received.',
  ],
  options: { json: { type: 'boolean', says: 'Print it as JSON.' } },
  examples: [
    {
      line: 'ena lab device --socket lab.sock --for 4s & sleep 2; ena lab status lab.sock; wait',
      says: 'An adapter that nobody has attached yet.',
      ends: [0],
    },
  ],
  run: async (values, operands, shell) => {
    const { runStatus } = await import('./runControl.ts');
    return runStatus(values, operands, shell);
  },
});
