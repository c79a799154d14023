import { command, type Options, type Values } from '../command.ts';
import { BadValue, OptionConflict } from '../errors.ts';

const secureBootStates = ['on', 'off'] as const;

const options = {
  root: {
    type: 'string',
    takes: 'DIR',
    completes: 'files',
    says: 'Examine the machine whose root volume is mounted on DIR, instead of this one.',
  },
  'secure-boot': {
    type: 'string',
    takes: 'STATE',
    completes: secureBootStates,
    says: 'Whether the firmware enforces signatures: on or off. A live machine tells it itself.',
  },
  elsewhere: {
    type: 'boolean',
    says: 'Judge an image: it boots on another instance, with another MAC address.',
  },
  json: { type: 'boolean', says: 'Print the report as one JSON object (schema/report-1.schema.json).' },
  markdown: { type: 'boolean', says: 'Print the report as Markdown, for a support case.' },
  html: {
    type: 'string',
    takes: 'FILE',
    completes: 'files',
    says: 'Also write the report as one self-contained web page; - prints it instead.',
  },
  all: { type: 'boolean', says: 'Print everything: every piece of evidence, and what may be ignored.' },
  width: { type: 'string', takes: 'N', completes: 'nothing', says: 'Lay the report out in N columns.' },
  color: {
    type: 'string',
    takes: 'WHEN',
    completes: ['auto', 'always', 'never'],
    says: 'Colour the report: auto (on a terminal, unless NO_COLOR is set), always or never.',
  },
} as const satisfies Options;

/** What the options of `ena preflight` said. */
export type PreflightValues = Values<typeof options>;

export const preflight = command({
  name: 'preflight',
  takes: '',
  atLeast: 0,
  atMost: 0,
  completes: 'nothing',
  says: 'Say whether a machine comes back with its network after the next boot.',
  about: [
    'Looks at the kernels that are installed, at the one that boots next, at its ena module, at dkms and at the configuration of the network, and says what would leave the machine unreachable, with the commands that mend it. Reads only.',
    'Run it before a reboot, before enhanced networking is enabled and before the type is changed; or with --root on the volume of an instance that does not come back.',
  ],
  options,
  examples: [
    { line: 'ena preflight', says: 'Before this machine is rebooted; as root it sees more.', ends: [0, 1, 3] },
    { line: 'ena preflight --root /mnt', says: 'A root volume, mounted on a rescue instance.', ends: [0, 1, 3] },
    { line: 'ena preflight --elsewhere', says: 'Before an image of this machine is made.', ends: [0, 1, 3] },
    { line: 'ena preflight --json', says: 'The same for a program to read.', ends: [0, 1, 3] },
  ],
  run: async (values, _operands, shell) => {
    if (values.json && values.markdown) throw new OptionConflict('--json', '--markdown', 'only one can be printed');
    if (values.html === '-' && (values.json || values.markdown))
      throw new OptionConflict('--html -', values.json ? '--json' : '--markdown', 'only one can be printed');
    const state = values['secure-boot'];
    if (state !== undefined && !secureBootStates.some((known) => known === state))
      throw new BadValue('--secure-boot', state, 'on or off');
    const { lookAhead } = await import('../lookAhead.ts');
    return lookAhead(values, shell);
  },
});
