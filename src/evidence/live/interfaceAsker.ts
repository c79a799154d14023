import type { SourceSummary } from '../source.ts';
import { askByIoctl } from './askByIoctl.ts';
import { askByProgram } from './askByProgram.ts';
import type { Look } from './look.ts';

/** An interface of an adapter. */
export interface AdapterInterface {
  readonly pci: string;
  readonly interface: string;
}

/** Asks the driver of an interface, and tells what it said; what it refused is told as unseen. Never rejects. */
export interface InterfaceAsker {
  /** Which driver it is, and what is set. */
  askSettings(of: AdapterInterface): Promise<readonly SourceSummary[]>;
  /** One snapshot of the counters. `note` tells it from an earlier one: `10 s later`. */
  askCounters(of: AdapterInterface, note?: string): Promise<readonly SourceSummary[]>;
  close(): void;
}

/** Opens the kernel's own interface; where it cannot be called, the ethtool program has to do. */
export const openAsker = async (look: Look): Promise<InterfaceAsker> =>
  look.host.openEthtool().then(
    (ethtool) => askByIoctl(look, ethtool),
    (thrown) => askByProgram(look, thrown instanceof Error ? thrown.message : String(thrown)),
  );
