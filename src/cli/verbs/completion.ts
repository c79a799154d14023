import { command } from '../command.ts';
import { BadValue } from '../errors.ts';

const shells = ['bash', 'zsh', 'fish'] as const;

export const completion = command({
  name: 'completion',
  takes: shells.join('|'),
  atLeast: 1,
  atMost: 1,
  completes: shells,
  says: 'Print a script that completes verbs and options in your shell.',
  about: [
    'Prints a completion script for bash, zsh or fish. Load it from your shell’s start-up file, or put it where your shell looks for completions.',
  ],
  options: {},
  examples: [
    { line: 'eval "$(ena completion bash)"', says: 'In ~/.bashrc: complete in bash.', ends: [0] },
    { line: 'ena completion zsh > _ena', says: 'For a folder in $fpath: complete in zsh.', ends: [0] },
    { line: 'ena completion fish > ena.fish', says: 'For ~/.config/fish/completions: complete in fish.', ends: [0] },
  ],
  run: async (_values, [name = ''], shell) => {
    const shellName = shells.find((known) => known === name);
    if (shellName === undefined) throw new BadValue('completion', name, shells.join(', '));
    const { scripts } = await import('../completion/index.ts');
    const { verbs } = await import('./index.ts');
    shell.out.write(scripts[shellName](verbs));
    return 0;
  },
});
