import { command } from '../command.ts';

export const inject = command({
  name: 'lab inject',
  takes: 'SOCKET FAULT',
  atLeast: 1,
  atMost: 2,
  completes: 'files',
  says: 'Lay a fault at an adapter that is being served, or lift it.',
  about: [
    'Lays FAULT at the adapter that ena lab device or ena lab vm serves at SOCKET, for its usual time, and prints how the adapter is. With --lift it is taken away before its time; without a name, all are.',
  ],
  options: {
    for: { type: 'string', takes: 'TIME', completes: ['8s', '60s'], says: 'Let it lie for TIME.' },
    lift: { type: 'boolean', says: 'Take it away.' },
    json: { type: 'boolean', says: 'Print the adapter’s state as JSON.' },
  },
  examples: [
    {
      line: 'ena lab device --socket lab.sock --for 4s & sleep 2; ena lab inject lab.sock keep-alive-lost --for 8s; wait',
      says: 'The adapter falls silent for eight seconds.',
      ends: [0],
    },
  ],
  run: async (values, operands, shell) => {
    const { runInject } = await import('./runControl.ts');
    return runInject(values, operands, shell);
  },
});
