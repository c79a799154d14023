import { openPage } from '../../src/cli/ui/openPage.ts';
import { type OpenLab, openLab } from '../../src/dashboard/lab/openLab.ts';
import { findVoice, usualVoice } from '../../src/lab/voices.ts';
import { MemoryHistory } from '../../src/watch/http/memoryHistory.ts';
import type { Listening, PageServer } from '../../src/watch/http/server.ts';

const tickMs = 20;

/** A lab with its page, whose time goes faster than the wall's so that tests need not wait. */
export interface LabServer {
  readonly url: string;
  readonly port: number;
  readonly lab: OpenLab;
  close(): Promise<void>;
}

/** Serves a machine of the lab; time goes `hurry` times as fast as the wall's. */
export const serveLab = async (listening: Listening = {}, hurry = 10): Promise<LabServer> => {
  const lab = openLab(findVoice(usualVoice)!, Date.parse('2026-03-01T12:00:00Z'));
  const history = new MemoryHistory(lab.feed);
  const server: PageServer = await openPage({ ...lab, lab: lab.desk, history }, listening);
  lab.advance(5000);
  const timer = setInterval(() => lab.advance(tickMs * hurry), tickMs);
  return {
    url: server.url,
    port: server.port,
    lab,
    close: async () => {
      clearInterval(timer);
      history.close();
      await server.close();
    },
  };
};
