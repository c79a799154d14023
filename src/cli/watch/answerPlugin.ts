import { pluginVerdict } from '../../watch/export/kubernetes/pluginVerdict.ts';
import { History } from '../../watch/store/history.ts';
import { visible } from '../render/visible.ts';
import type { Shell } from '../shell.ts';
import { historyFolder } from './historyFolder.ts';

/**
 * `ena watch --npd`: one line, and what node-problem-detector asks of a plugin.
 *
 * @returns 0 all is well, 1 something is wrong, 2 it cannot be told
 */
export const answerPlugin = async (state: string | undefined, shell: Shell): Promise<number> => {
  const { code, line } = await pluginVerdict(new History(historyFolder(state, shell)), shell.now().getTime());
  shell.out.write(`${visible(line)}\n`);
  return code;
};
