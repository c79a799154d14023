import { exportJsonLines, lineFile } from '../../watch/export/jsonLines.ts';
import type { OpenOutlet } from './outlet.ts';
import { tellTo } from './tellTo.ts';

/** `--json-lines FILE`. */
export const writeJsonLines: OpenOutlet = async (feed, values, shell) => {
  const path = values['json-lines'];
  if (path === undefined) return undefined;
  const end = exportJsonLines(feed, lineFile(path, tellTo(shell)));
  return { close: async () => end() };
};
