import { appearance } from '../appearance.ts';
import { command, type Options, type Values } from '../command.ts';
import { BadValue } from '../errors.ts';
import { checkForms, reportForms } from '../reportForms.ts';

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
  ...reportForms,
  all: { type: 'boolean', says: 'Print everything: every piece of evidence, and what may be ignored.' },
  ...appearance,
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
    checkForms(values);
    const state = values['secure-boot'];
    if (state !== undefined && !secureBootStates.some((known) => known === state))
      throw new BadValue('--secure-boot', state, 'on or off');
    const { lookAhead } = await import('../lookAhead.ts');
    return lookAhead(values, shell);
  },
});
