import type { Machine } from '../../lab/vm/machine.ts';
import { OptionConflict } from '../errors.ts';
import type { Shell } from '../shell.ts';

/** Ctrl-], as telnet has it: no program has another use for it. */
const leaveKey = 0x1d;
const usualSize = { rows: 24, columns: 80 } as const;

/** @throws OptionConflict where nobody sits at a terminal */
export const checkTerminal = (option: string, { out }: Shell): void => {
  if (!out.isTerminal) throw new OptionConflict(option, 'a redirected output', 'it wants a terminal');
};

/**
 * Connects the keys of the user with what `type` leads to, until the user leaves or `ended` is fulfilled.
 *
 * @returns what `ended` gave, 0 when the user left
 */
export const atTerminal = async (
  shell: Shell,
  type: (bytes: Uint8Array) => void,
  ended: Promise<number>,
): Promise<number> => {
  shell.err.write('Ctrl-] leaves.\n');
  let stop: (() => void) | undefined;
  const left = new Promise<number>((leave) => {
    stop = shell.listenToKeys((bytes) => {
      const at = bytes.indexOf(leaveKey);
      if (at !== 0) type(at < 0 ? bytes : bytes.subarray(0, at));
      if (at >= 0) leave(0);
    });
  });
  try {
    return await Promise.race([ended, left]);
  } finally {
    stop?.();
    shell.err.write('\n');
  }
};

/** A shell in the machine, for the user. @throws MachineSilent, MachineEnded */
export const converse = async (machine: Machine, shell: Shell): Promise<number> => {
  const decoder = new TextDecoder();
  const conversation = machine.converse(`export TERM='${terminalOf(shell)}' PS1='\\w # '; exec sh -i`, {
    rows: shell.out.rows ?? usualSize.rows,
    columns: shell.out.columns ?? usualSize.columns,
    onOutput: (bytes) => shell.out.write(decoder.decode(bytes, { stream: true })),
  });
  conversation.ended.catch(() => {});
  return await atTerminal(shell, conversation.type, conversation.ended);
};

/** The user's kind of terminal, if its name is one. */
const terminalOf = ({ env }: Shell): string => (/^[\w.+-]+$/.test(env.TERM ?? '') ? env.TERM! : 'linux');
