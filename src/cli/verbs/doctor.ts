import { appearance } from '../appearance.ts';
import { command, type Options, type Values } from '../command.ts';
import { MissingValue, OptionConflict } from '../errors.ts';
import { checkForms, reportForms } from '../reportForms.ts';

const options = {
  ...reportForms,
  for: {
    type: 'string',
    takes: 'TIME',
    completes: ['10s', '1m'],
    says: 'On this host: take the counters twice, TIME apart, and judge what rises meanwhile.',
  },
  'no-imds': { type: 'boolean', says: 'On this host: do not ask the metadata service for the instance type.' },
  region: {
    type: 'string',
    takes: 'REGION',
    completes: 'nothing',
    says: 'Of an INSTANCE-ID: its region, where the profile names another.',
  },
  lab: {
    type: 'string',
    takes: 'FAULT',
    completes: 'nothing',
    says: 'Judge what an adapter of the lab logs and counts that suffers FAULT; ena lab faults lists them.',
  },
  driver: {
    type: 'string',
    takes: 'VOICE',
    completes: 'nothing',
    says: 'In the lab: the version of the driver, such as 2016, 2.12.0 or 6.12.',
  },
  all: {
    type: 'boolean',
    says: 'Print everything: every piece of evidence, what may be ignored, all that was read.',
  },
  ...appearance,
  'no-progress': { type: 'boolean', says: 'Do not show on a terminal how far reading has come.' },
} as const satisfies Options;

/** What the options of `ena doctor` said. */
export type DoctorValues = Values<typeof options>;

export const doctor = command({
  name: 'doctor',
  takes: '[SOURCE…]',
  atLeast: 0,
  atMost: Number.POSITIVE_INFINITY,
  completes: 'files',
  says: 'Say what is wrong with an adapter, from its logs and counters.',
  about: [
    'Reads kernel logs, counters and whatever else you have, and says what happened, what caused it, whether the adapter is the culprit or the victim, and what to do now.',
    'A SOURCE is a file, a folder, an archive of them (.tar, .gz, .xz, .zst, …) or - for standard input. What it holds is found by looking at it. Without a SOURCE this host is examined.',
    'The id of an EC2 instance is a SOURCE too: it is looked at from outside, by what EC2 says of it and what its console printed. Credentials, region and AWS_ENDPOINT_URL are those of the AWS CLI; nothing is changed.',
  ],
  options,
  examples: [
    { line: 'dmesg | ena doctor -', says: 'Judge the kernel log of this boot.', ends: [0, 1, 3] },
    { line: 'ena doctor', says: 'Examine this host; as root it sees more.', ends: [0, 1, 3] },
    { line: 'ena doctor --for 1s --no-imds', says: 'Judge what rises within a second.', ends: [0, 1, 3] },
    { line: 'ena doctor dmesg.txt', says: 'Judge a kernel log that was sent to you.', ends: [1] },
    { line: 'ena doctor dmesg.txt ethtool.txt', says: 'Judge a log together with counters.', ends: [1] },
    {
      line: 'ena doctor sosreport.tar.xz --html report.html',
      says: 'Judge a bundle, and write a page to pass on.',
      ends: [1],
    },
    { line: 'ena doctor i-0123456789abcdef0', says: 'Why can this instance not be reached?', ends: [0, 1, 3] },
    { line: 'ena doctor --lab keep-alive-lost --driver 6.12', says: 'Judge an adapter of the lab.', ends: [1] },
    { line: 'ena doctor --json ethtool.txt', says: 'The same for a program to read.', ends: [0] },
    { line: 'ena doctor --markdown dmesg.txt > case.md', says: 'Text to paste into a support case.', ends: [1] },
  ],
  run: async (values, sources, shell) => {
    checkForms(values);
    for (const option of ['for', 'no-imds'] as const) {
      if (values[option] !== undefined && sources.length > 0)
        throw new OptionConflict(`--${option}`, 'a source', 'it is about this host');
    }
    if (values.lab !== undefined && sources.length > 0)
      throw new OptionConflict('--lab', 'a source', 'the lab makes its own');
    if (values.lab === undefined && values.driver !== undefined) throw new MissingValue('doctor', '--lab', 'FAULT');
    const { examine } = await import('../examine.ts');
    return examine(values, sources, shell);
  },
});
