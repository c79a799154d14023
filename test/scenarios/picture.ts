import { ena } from '../../src/cli/ena.ts';
import { recordingShell } from '../../src/cli/recordingShell.ts';

/** What an `ena …` command prints on its standard output. */
export const report = async (command: string): Promise<string> => {
  const shell = recordingShell();
  await ena(command.split(' ').slice(1), shell);
  return shell.printed().trimEnd();
};
