import { globalOptions, type Option, type Verb } from './command.ts';
import { exitCodes } from './exitCode.ts';
import { spelling, usage } from './help.ts';
import { verbs } from './verbs/index.ts';

/** A text no macro of roff is found in. */
const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('…', '\\&...')
    .replaceAll('’', "'")
    .replaceAll('"', '\\(dq')
    .replaceAll(/^([.'])/gm, '\\&$1');

const heading = (title: string): string => `.SH "${escaped(title)}"`;
const term = (label: string, text: string): string => `.TP\n.B ${escaped(label)}\n${escaped(text)}`;
const optionTerms = (options: Readonly<Record<string, Option>>): string[] =>
  Object.entries(options).map(([name, option]) => term(spelling(name, option), option.says));

const verbSection = (verb: Verb): string[] => [
  `.SS "${escaped(usage(verb))}"`,
  ...verb.about.map((text) => `.PP\n${escaped(text)}`),
  ...optionTerms(verb.options),
];

const exampleTerms = (verb: Verb): string[] => verb.examples.map(({ line, says }) => term(line, says));

/** The manual page `ena(1)` in roff, written from the verbs. */
export const manual = (version: string): string =>
  [
    `.TH ENA 1 "" "enakit ${version}" "User Commands"`,
    heading('NAME'),
    'ena \\- say what is wrong with an AWS Elastic Network Adapter',
    heading('SYNOPSIS'),
    `.B ena\n${escaped('VERB [OPTION…] [OPERAND…]')}`,
    heading('VERBS'),
    ...verbs.flatMap(verbSection),
    heading('OPTIONS OF EVERY VERB'),
    ...optionTerms(globalOptions),
    heading('EXIT STATUS'),
    ...exitCodes.map(({ code, says }) => term(String(code), `${says}.`)),
    heading('ENVIRONMENT'),
    term('NO_COLOR', 'Where it is set to anything, nothing is coloured unless --color=always asks for it.'),
    heading('EXAMPLES'),
    ...verbs.flatMap(exampleTerms),
    heading('SEE ALSO'),
    '.BR dmesg (1),\n.BR journalctl (1),\n.BR ethtool (8)',
    '',
  ].join('\n');
