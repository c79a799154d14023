import { globalOptions, isOfTop, membersOf, type Option, optionsOf, type Verb } from './command.ts';
import { exitCodes } from './exitCode.ts';
import { definitions, paragraph } from './paragraph.ts';
import { verbs } from './verbs/index.ts';

const widthColumns = 88;

/** An option as a reader types it: `-h, --help`, `--html FILE`. */
export const spelling = (name: string, option: Option): string =>
  `${option.short ? `-${option.short}, ` : ''}--${name}${option.takes ? ` ${option.takes}` : ''}`;

/** The line under "Usage". */
export const usage = (verb: Verb): string => `ena ${verb.name} [OPTION…]${verb.takes ? ` ${verb.takes}` : ''}`;

const section = (title: string, body: string): string => `\n${title}:\n${body}`;

const optionRows = (options: readonly [string, Option][]): string =>
  definitions(
    options.map(([name, option]) => [spelling(name, option), option.says]),
    widthColumns,
  );

const verbRows = (rows: readonly Verb[]): string =>
  definitions(
    rows.map(({ name, says }) => [name, says]),
    widthColumns,
  );

const exitRows = definitions(
  exitCodes.map(({ code, says }) => [String(code), says]),
  widthColumns,
);

/** `ena --help`: every verb in a line. */
export const overview = (): string =>
  [
    paragraph(
      'ena says what is wrong with an AWS Elastic Network Adapter (ENA), from its logs and counters.',
      widthColumns,
    ),
    section('Usage', '  ena VERB [OPTION…] [OPERAND…]\n'),
    section('Verbs', verbRows(verbs.filter(isOfTop))),
    section('Options', optionRows(Object.entries(globalOptions))),
    section('It ends with', exitRows),
    '\nena help VERB tells more.\n',
  ].join('');

/** `ena VERB --help`: all that the verb's object says. */
export const helpFor = (verb: Verb): string => {
  const members = membersOf(verb, verbs);
  return [
    section('Usage', `  ${usage(verb)}\n`).trimStart(),
    ...verb.about.map((text) => `\n${paragraph(text, widthColumns)}`),
    ...(members.length > 0 ? [section('Verbs', verbRows(members))] : []),
    section('Options', optionRows(optionsOf(verb))),
    section(
      'Examples',
      verb.examples.map(({ line, says }) => `  ${line}\n${paragraph(says, widthColumns, '      ')}`).join(''),
    ),
    section('It ends with', exitRows),
  ].join('');
};
