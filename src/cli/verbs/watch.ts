import { appearance } from '../appearance.ts';
import { command, type Options, type Values } from '../command.ts';
import { pageOptions } from '../ui/pageOptions.ts';
import { exportOptions } from '../watch/exportOptions.ts';

const options = {
  interval: {
    type: 'string',
    takes: 'TIME',
    completes: ['1s', '10s'],
    says: 'How often counters and kernel log are read; 1s unless told otherwise.',
  },
  interfaces: {
    type: 'string',
    takes: 'GLOBS',
    completes: 'nothing',
    says: 'Watch these interfaces only, such as eth*,!eth1; one after ! is left out.',
  },
  state: {
    type: 'string',
    takes: 'DIR',
    completes: 'files',
    says: 'Keep in DIR what must not be told twice after a restart, instead of /var/lib/enakit or ~/.local/state/enakit.',
  },
  for: { type: 'string', takes: 'TIME', completes: ['10s', '1m', '1h'], says: 'Stop after TIME.' },
  'no-imds': { type: 'boolean', says: 'Do not ask the metadata service for the instance type.' },
  json: { type: 'boolean', says: 'Print each happening as a line of JSON.' },
  ...exportOptions,
  ...pageOptions,
  color: appearance.color,
} as const satisfies Options;

/** What the options of `ena watch` said. */
export type WatchValues = Values<typeof options>;

export const watch = command({
  name: 'watch',
  takes: '',
  atLeast: 0,
  atMost: 0,
  completes: 'nothing',
  says: 'Watch the adapters of this host, and tell when something is wrong and when it is over.',
  about: [
    'Reads counters and kernel log every second and judges them as the doctor does. Told is what changes: a reset as it begins and as it ends, with its cause; a limit that is exceeded, and that it no longer is. As root it hears the keep-alives too, and warns before the driver gives the adapter up.',
    'Goes on until it is interrupted. A restart goes on where it stopped: what was told is not told again, and what the kernel still holds is not missed. What cannot be seen is said.',
  ],
  options,
  examples: [
    { line: 'ena watch --for 2s --no-imds', says: 'Watch for two seconds.', ends: [0, 3] },
    {
      line: 'ena watch --for 2s --no-imds --state . --history 64M --prometheus 127.0.0.1:0 --json-lines ena.jsonl',
      says: 'Keep a history, serve metrics, write what happens to a file.',
      ends: [0, 3],
    },
    { line: 'ena watch --print prometheus-rules > ena.rules.yml', says: 'Alert rules for Prometheus.', ends: [0] },
    { line: 'ena watch --print kubernetes', says: 'A DaemonSet for kubectl apply.', ends: [0] },
    { line: "ena watch --for 2s --json --interfaces 'eth*'", says: 'The same for a program to read.', ends: [0, 3] },
  ],
  run: async (values, _, shell) => {
    if (values.print !== undefined) {
      const { printDeployment } = await import('../watch/printDeployment.ts');
      return printDeployment(values.print, shell);
    }
    if (values.npd) {
      const { answerPlugin } = await import('../watch/answerPlugin.ts');
      return answerPlugin(values.state, shell);
    }
    const { runWatch } = await import('../watch/runWatch.ts');
    return runWatch(values, shell);
  },
});
