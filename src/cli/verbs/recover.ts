import { appearance } from '../appearance.ts';
import { command, type Options, type Values } from '../command.ts';
import { OptionConflict } from '../errors.ts';

const options = {
  apply: { type: 'boolean', says: 'Do it, after you have typed the instance’s id.' },
  yes: { type: 'boolean', says: 'With --apply: do not ask.' },
  'dry-run': { type: 'boolean', says: 'Ask EC2 of every call whether it would be allowed; change nothing.' },
  print: {
    type: 'string',
    takes: 'LANGUAGE',
    completes: ['aws', 'powershell'],
    says: 'Print the steps as commands instead: aws (the AWS CLI) or powershell.',
  },
  enable: { type: 'boolean', says: 'Switch ENA on again, when its module is in place.' },
  rescue: {
    type: 'string',
    takes: 'VIA-INSTANCE',
    completes: 'nothing',
    says: 'Repair the root volume on another instance of the same zone.',
  },
  manifest: {
    type: 'string',
    takes: 'MANIFEST',
    completes: 'nothing',
    says: 'Of an instance-store root: the bundle to register, as BUCKET/PREFIX/image.manifest.xml.',
  },
  standby: { type: 'boolean', says: 'Put a member of an Auto Scaling group into standby meanwhile.' },
  'accept-data-loss': { type: 'boolean', says: 'Data on instance-store volumes may be lost.' },
  resume: { type: 'boolean', says: 'Go on with a recovery that was interrupted, or that waited for you.' },
  rollback: { type: 'boolean', says: 'Undo what an unfinished recovery has done.' },
  journal: {
    type: 'string',
    takes: 'FILE',
    completes: 'files',
    says: 'Keep the journal in FILE instead of ~/.local/state/enakit.',
  },
  region: {
    type: 'string',
    takes: 'REGION',
    completes: 'nothing',
    says: 'The region, where the profile names another.',
  },
  ...appearance,
} as const satisfies Options;

/** What the options of `ena recover` said. */
export type RecoverValues = Values<typeof options>;

type Name = keyof typeof options;

/** Options of which one makes the other mean nothing, or something dangerous. */
const conflicts: readonly (readonly [Name, readonly Name[], string])[] = [
  [
    'resume',
    ['rollback', 'apply', 'dry-run', 'print', 'enable', 'rescue', 'manifest', 'standby', 'region'],
    'the journal says what is done',
  ],
  [
    'rollback',
    ['apply', 'dry-run', 'print', 'enable', 'rescue', 'manifest', 'standby', 'region'],
    'the journal says what is undone',
  ],
  ['apply', ['dry-run', 'print'], 'one acts and the other must not'],
  ['dry-run', ['print'], 'one prints what the other asks'],
  ['enable', ['rescue', 'manifest'], 'they are different procedures'],
  ['rescue', ['manifest'], 'they are different procedures'],
];

export const recover = command({
  name: 'recover',
  takes: 'INSTANCE-ID',
  atLeast: 1,
  atMost: 1,
  completes: 'nothing',
  says: 'Bring back an EC2 instance that cannot be reached since it was given ENA or another kernel.',
  about: [
    'Shows a plan first: steps, reasons, costs, what was checked, how each step is undone. Acts only with --apply. Every step is written down before and after it is done; whatever interrupts it, --resume goes on and --rollback undoes.',
    'The plan is the procedure of AWS’s page: stop, switch enaSupport off, start. Where that cannot help, it says why and what can. Credentials, region and AWS_ENDPOINT_URL are those of the AWS CLI; docs/recovery.md has the least IAM policies.',
  ],
  options,
  examples: [
    { line: 'ena recover i-0123456789abcdef0', says: 'Show the plan; change nothing.', ends: [0, 1, 3] },
    { line: 'ena recover --dry-run i-0123456789abcdef0', says: 'Ask EC2 whether it may be done.', ends: [0, 1, 3] },
    { line: 'ena recover --apply i-0123456789abcdef0', says: 'Do it, after a confirmation.', ends: [0, 1, 2, 3] },
    { line: 'ena recover --print aws i-0123456789abcdef0', says: 'The same as AWS CLI commands.', ends: [0, 1, 3] },
    { line: 'ena recover --resume i-0123456789abcdef0', says: 'Go on where it was interrupted.', ends: [0, 1, 3] },
    {
      line: 'ena recover --enable i-0123456789abcdef0',
      says: 'Back to ENA, when the module is there.',
      ends: [0, 1, 3],
    },
  ],
  run: async (values, [instance = ''], shell) => {
    for (const [one, others, why] of conflicts) {
      const other = others.find((name) => values[name] !== undefined);
      if (values[one] !== undefined && other !== undefined) throw new OptionConflict(`--${one}`, `--${other}`, why);
    }
    if (values.yes && !values.apply && !values.resume && !values.rollback)
      throw new OptionConflict('--yes', 'no --apply', 'a plan is only shown, and asks nothing');
    const { runRecover } = await import('../cloud/runRecover.ts');
    return runRecover(values, instance, shell);
  },
});
