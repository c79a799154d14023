import type { Observation } from '../observation.ts';
import type { SourceSummary } from '../source.ts';
import { codeOf } from './host.ts';
import type { AdapterInterface, InterfaceAsker } from './interfaceAsker.ts';
import { blind, type Look, readThrough, sourceName } from './look.ts';

const bounds = { timeoutMs: 5000, stdoutBytes: 4 * 1024 * 1024 };

/**
 * Asks by running `ethtool`, whose text goes through the same readers as a file's.
 *
 * @param why the ioctl was not possible, as a clause
 */
export const askByProgram = (look: Look, why: string): InterfaceAsker => {
  const ask = async (flag: string, of: AdapterInterface, note?: string): Promise<readonly SourceSummary[]> => {
    const source = sourceName(`ethtool ${flag} ${of.interface}`, note);
    const wallMs = look.now().getTime();
    try {
      const { stdout, stderr } = await look.host.run('ethtool', [flag, of.interface], bounds);
      // What it refuses it says on stderr, and there is a reader for that.
      const text = stdout.length > 0 ? stdout : stderr;
      return [readThrough(look, source, text, (seen) => ownedBy(of, wallMs, seen))];
    } catch (thrown) {
      blind(
        look,
        source,
        `The driver of ${of.interface} could not be asked: ${why}, and the ethtool program cannot be run (${codeOf(thrown)}); install ethtool.`,
      );
      return [];
    }
  };

  return {
    askSettings: async (of) => {
      const driver = await ask('-i', of);
      // Without the program each further question would fail alike.
      if (driver.length === 0) return driver;
      return [...driver, ...(await ask('-g', of)), ...(await ask('-l', of)), ...(await ask('-c', of))];
    },
    askCounters: (of, note) => ask('-S', of, note),
    close: () => {},
  };
};

/** The text does not say whose counters they are, nor when they were read. */
const ownedBy = (of: AdapterInterface, wallMs: number, seen: Observation): Observation => {
  if (seen.kind === 'counters') return { ...seen, ...of, when: { ...seen.when, wallMs } };
  return seen.kind === 'driver' || seen.kind === 'settings' ? { ...seen, ...of } : seen;
};
