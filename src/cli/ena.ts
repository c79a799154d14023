import { checkOperands, readArguments } from './arguments.ts';
import { isOfTop, type Verb } from './command.ts';
import { UnknownVerb, UserError } from './errors.ts';
import type { ExitCode } from './exitCode.ts';
import { type Shell, shellOf } from './shell.ts';
import { verbs } from './verbs/index.ts';

/** The verb that a command line names, and the command line without its name. */
const verbIn = (args: readonly string[]): [verb: Verb | undefined, rest: readonly string[]] => {
  const at = args.findIndex((arg) => !arg.startsWith('-'));
  if (at === -1) return [undefined, args];
  for (const words of [2, 1]) {
    const name = args.slice(at, at + words).join(' ');
    const verb = verbs.find((candidate) => candidate.name === name);
    if (verb) return [verb, args.toSpliced(at, words)];
  }
  throw new UnknownVerb(
    args[at]!,
    verbs.filter(isOfTop).map(({ name }) => name),
  );
};

const invoke = async (args: readonly string[], shell: Shell): Promise<number> => {
  const [verb, rest] = verbIn(args);
  const { values, operands } = readArguments(verb ?? { name: '', options: {} }, rest);
  if (values.version) {
    const { version } = await import('./version.ts');
    shell.out.write(`ena ${version}\n`);
    return 0;
  }
  if (values.help || verb === undefined) {
    const { helpFor, overview } = await import('./help.ts');
    (values.help ? shell.out : shell.err).write(verb ? helpFor(verb) : overview());
    return values.help ? 0 : 2;
  }
  checkOperands(verb, operands);
  return verb.run(values, operands, shell);
};

const tell = async (error: unknown, trace: boolean, shell: Shell): Promise<ExitCode> => {
  const { visible } = await import('./render/visible.ts');
  if (error instanceof UserError) {
    shell.err.write(`ena: ${visible(error.message)} [${error.code}]\n${error.hint ? `     ${error.hint}\n` : ''}`);
    if (trace) shell.err.write(`${error.stack}\n`);
    return error.exitCode;
  }
  const sentence = error instanceof Error ? error.message : String(error);
  shell.err.write(`ena: a defect of enakit, not of what it read: ${visible(sentence)}\n`);
  shell.err.write(
    trace && error instanceof Error
      ? `${error.stack}\n`
      : '     Please report it with the output of the same command and --trace.\n',
  );
  return 3;
};

/** Runs one command line and resolves to how it ended. Never rejects, never prints a stack unless asked by `--trace`. */
export const ena = async (args: readonly string[], shell: Shell): Promise<number> => {
  try {
    return await invoke(args, shell);
  } catch (error) {
    return await tell(error, args.includes('--trace'), shell);
  }
};

/** Runs the command line of a process: its streams, its signals, its exit code. */
export const run = async (host: NodeJS.Process): Promise<void> => {
  host.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader has seen enough (`ena … | head`): nobody is left to complain to. 141 is what shells give to whoever
    // dies of SIGPIPE; 0 would say that nothing is wrong, or that a recovery was made.
    if (error.code === 'EPIPE') host.exit(141);
    host.stderr.write(`ena: cannot write to standard output: ${error.message}\n`);
    host.exit(3);
  });
  host.stderr.on('error', () => {});
  host.exitCode = await ena(host.argv.slice(2), shellOf(host));
};
