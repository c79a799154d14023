import { appearance } from '../appearance.ts';
import { command, type Options, type Values } from '../command.ts';

const options = {
  region: {
    type: 'string',
    takes: 'REGIONS',
    completes: 'nothing',
    says: 'Look there, several with commas between, instead of in the profile’s region.',
  },
  filter: {
    type: 'string',
    takes: 'FILTER',
    completes: 'nothing',
    says: 'Only instances that match, as EC2 filters them: NAME=VALUE,VALUE; several with ; between.',
  },
  type: {
    type: 'string',
    takes: 'TYPES',
    completes: 'nothing',
    says: 'Hold instances and images also against these types, several with commas between.',
  },
  json: { type: 'boolean', says: 'Print one JSON object.' },
  ...appearance,
} as const satisfies Options;

/** What the options of `ena audit` said. */
export type AuditValues = Values<typeof options>;

export const audit = command({
  name: 'audit',
  takes: '',
  atLeast: 0,
  atMost: 0,
  completes: 'nothing',
  says: 'Say which EC2 instances and images of an account would not come up with ENA, or carry its flag wrongly.',
  about: [
    'Asks EC2 page by page, at most five times a second, and changes nothing: which instances and images would not come up on which types, which have enaSupport without need, and which carry it on a paravirtual machine.',
  ],
  options,
  examples: [
    { line: 'ena audit', says: 'Look at every instance and image of the profile’s region.', ends: [0, 1, 3] },
    {
      line: 'ena audit --region eu-west-1,us-east-1 --type m7i.large --json',
      says: 'What would not come up on a newer type, for a program to read.',
      ends: [0, 1, 2, 3],
    },
    { line: 'ena audit --filter "tag:Env=prod"', says: 'Only what is in production.', ends: [0, 1, 3] },
  ],
  run: async (values, _operands, shell) => {
    const { runAudit } = await import('../cloud/runAudit.ts');
    return runAudit(values, shell);
  },
});
