import { builtPage } from '../../dashboard/builtPage.ts';
import { readAssets } from '../../watch/http/assets.ts';
import { type Listening, type PageServer, servePage } from '../../watch/http/server.ts';
import type { ReportForm, Sources } from '../../watch/http/sources.ts';
import { BadValue } from '../errors.ts';
import { renderHtml } from '../render/html.ts';
import { renderJson } from '../render/json.ts';
import { renderMarkdown } from '../render/markdown.ts';

/** The forms in which a report leaves the page. */
const reports: Readonly<Record<string, ReportForm>> = {
  json: { type: 'application/json; charset=utf-8', write: renderJson },
  md: { type: 'text/markdown; charset=utf-8', write: renderMarkdown },
  html: { type: 'text/html; charset=utf-8', write: renderHtml },
};

/**
 * Serves the page for whatever is watched: an agent, or a machine of the lab.
 *
 * @throws BadValue where the address cannot be had
 */
export const openPage = async (
  sources: Omit<Sources, 'assets' | 'reports'>,
  listening: Listening = {},
): Promise<PageServer> => {
  const assets = readAssets(await builtPage());
  try {
    return await servePage({ ...sources, assets, reports }, listening);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' || code === 'EACCES')
      throw new BadValue(
        listening.host === undefined ? '--port' : '--ui-listen',
        String(listening.port),
        'a port that is free',
      );
    if (code === 'EADDRNOTAVAIL') throw new BadValue('--ui-listen', listening.host ?? '', 'an address of this machine');
    throw error;
  }
};
