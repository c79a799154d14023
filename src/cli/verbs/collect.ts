import { command, type Options, type Values } from '../command.ts';
import { OptionConflict } from '../errors.ts';

const options = {
  output: {
    type: 'string',
    short: 'o',
    takes: 'FILE',
    completes: 'files',
    says: 'Write the bundle there (.tar.gz), not to ena-TIME.tar.gz in this folder.',
  },
  force: { type: 'boolean', says: 'Take the place of a file that is there already.' },
  for: {
    type: 'string',
    takes: 'TIME',
    completes: ['10s', '1m'],
    says: 'On this host: take the counters twice, TIME apart.',
  },
  'no-imds': { type: 'boolean', says: 'On this host: do not ask the metadata service for the instance type.' },
  redact: {
    type: 'string',
    takes: 'WORDS',
    completes: 'nothing',
    says: 'Take these words out as well, such as a company’s name; commas between them.',
  },
  'no-redact': {
    type: 'boolean',
    says: 'Leave names and addresses as they are. Passwords and keys are taken out all the same.',
  },
} as const satisfies Options;

/** What the options of `ena collect` said. */
export type CollectValues = Values<typeof options>;

export const collect = command({
  name: 'collect',
  takes: '[SOURCE…]',
  atLeast: 0,
  atMost: Number.POSITIVE_INFINITY,
  completes: 'files',
  says: 'Write what a support case needs into one archive, with names and addresses taken out.',
  about: [
    'Looks at this host as ena doctor does and writes what it saw into one archive: kernel log, counters and settings of each adapter, interrupts, module, versions, kernel command line, and the doctor’s report. ena doctor reads the archive again and comes to the same verdict.',
    'A SOURCE is a log, folder or archive that you have already; then it is bundled, and this host is not looked at.',
    'Addresses, host names, and the ids of instances and accounts become pseudonyms, the same for the same one throughout a bundle; interfaces, PCI addresses and times stay. Look through the bundle before you send it: names of which no pattern knows are taken out with --redact.',
  ],
  options,
  examples: [
    { line: 'ena collect', says: 'Collect from this host; as root it sees more.', ends: [0, 3] },
    {
      line: 'ena collect --for 1s --no-imds -o case.tar.gz --force',
      says: 'With two samples of the counters.',
      ends: [0, 3],
    },
    {
      line: 'ena collect dmesg.txt ethtool.txt --output case.tar.gz --force',
      says: 'Redact and bundle logs you have.',
      ends: [0],
    },
    {
      line: 'ena collect dmesg.txt --redact acme,blue -o case.tar.gz --force',
      says: 'Take two names out as well.',
      ends: [0],
    },
  ],
  run: async (values, sources, shell) => {
    for (const option of ['for', 'no-imds'] as const) {
      if (values[option] !== undefined && sources.length > 0)
        throw new OptionConflict(`--${option}`, 'a source', 'it is about this host');
    }
    if (values.redact !== undefined && values['no-redact'])
      throw new OptionConflict('--redact', '--no-redact', 'one takes out what the other leaves');
    const { writeBundle } = await import('../bundle/writeBundle.ts');
    return writeBundle(values, sources, shell);
  },
});
