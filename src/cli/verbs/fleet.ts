import { appearance } from '../appearance.ts';
import { command, type Options, type Values } from '../command.ts';
import { MissingValue } from '../errors.ts';

const options = {
  prometheus: {
    type: 'string',
    takes: 'URL',
    completes: 'nothing',
    says: 'The server to ask: Prometheus, VictoriaMetrics, Mimir or what else speaks its API.',
  },
  'group-by': {
    type: 'string',
    takes: 'WHAT',
    completes: ['cause', 'version', 'type', 'zone'],
    says: 'Gather troubles by cause (as usual), driver version, instance type or zone.',
  },
  within: {
    type: 'string',
    takes: 'TIME',
    completes: ['10m', '1h', '1d'],
    says: 'How far back resets and rates are looked at, such as 10m or 1d; 1h unless told otherwise.',
  },
  identity: {
    type: 'string',
    takes: 'LABELS',
    completes: 'nothing',
    says: 'Labels by which hosts are told apart, with commas between: job,instance unless told otherwise.',
  },
  tenant: { type: 'string', takes: 'ID', completes: 'nothing', says: 'The tenant to ask for (X-Scope-OrgID).' },
  cost: { type: 'boolean', says: 'Print after the answer what each query took.' },
  json: { type: 'boolean', says: 'Print one JSON object.' },
  ...appearance,
} as const satisfies Options;

/** What the options of `ena fleet` said. */
export type FleetValues = Values<typeof options>;

export const fleet = command({
  name: 'fleet',
  takes: '',
  atLeast: 0,
  atMost: 0,
  completes: 'nothing',
  says: 'Say which adapters of a fleet are in trouble, from the Prometheus that scrapes their agents.',
  about: [
    'Asks a server that scrapes ena watch on many hosts: which adapters are in trouble or were reset, which run a driver with a known defect that fits their symptoms, which do otherwise than most of their type and driver, which no longer answer. The server works it out; what comes back is as long as there is trouble, however large the fleet.',
    'A token for the server is taken from ENA_PROMETHEUS_TOKEN, a user and a password from the URL.',
  ],
  options,
  examples: [
    {
      line: 'ena fleet --prometheus http://127.0.0.1:9090',
      says: 'Which adapters are in trouble, by cause.',
      ends: [0, 1, 3],
    },
    {
      line: 'ena fleet --prometheus http://127.0.0.1:9090 --group-by version --within 1d --json',
      says: 'The last day by driver version, for a program to read.',
      ends: [0, 1, 3],
    },
  ],
  run: async (values, _, shell) => {
    if (values.prometheus === undefined) throw new MissingValue('fleet', '--prometheus', 'URL');
    const { runFleet } = await import('../fleet/runFleet.ts');
    return runFleet(values, values.prometheus, shell);
  },
});
