import { openLog } from '../../evidence/log/logReader.ts';
import type { Counters, Observation, Place } from '../../evidence/observation.ts';
import { TextReader } from '../../evidence/textReader.ts';
import { channelsText, ringsText } from '../../lab/host/ethtoolText.ts';
import type { Host } from '../../lab/host/host.ts';

/** What an agent on a host of the lab would observe. */

const placed = (source: string, text: string, line = 1): Place => ({ source, line, text });

/** Who the adapter is, what drives it, and how it is set. */
export const standing = ({ driver, interfaceName }: Host, now: () => Date): readonly Observation[] => {
  const { busInfo: pci, version, driver: name } = driver.driverInfo;
  const seen: Observation[] = [
    {
      kind: 'pci',
      pci,
      place: placed('lspci', pci),
      id: '1d0f:ec20',
      description: 'Amazon.com, Inc. Elastic Network Adapter (ENA)',
      driverInUse: name,
    },
    { kind: 'driver', pci, interface: interfaceName, place: placed('ethtool -i', version), driver: name, version },
  ];
  const reader = new TextReader('ethtool', now, (one) => seen.push(one));
  const text = ringsText(interfaceName, driver.rings) + channelsText(interfaceName, driver.channels);
  for (const [i, line] of text.split('\n').entries()) reader.read({ text: line, number: i + 1 });
  reader.end();
  return seen;
};

/** One round of `ethtool -S`. */
export const countersOf = (
  { driver, interfaceName }: Host,
  when: Counters['when'],
  values: readonly { readonly name: string; readonly value: number }[],
): Counters => ({
  kind: 'counters',
  family: 'linux',
  pci: driver.driverInfo.busInfo,
  interface: interfaceName,
  when,
  values: new Map(
    values.map(({ name, value }, i) => [
      name,
      { value, place: placed(`ethtool -S ${interfaceName}`, `     ${name}: ${value}`, i + 2) },
    ]),
  ),
});

/** Reads the kernel log as it comes: each batch is complete, for nothing of a line is yet to come. */
export class LogFollower {
  readonly #reader;
  #number = 0;

  constructor(now: () => Date) {
    this.#reader = openLog({ source: 'kernel log', now });
  }

  read(lines: readonly string[]): readonly Observation[] {
    const seen = lines.flatMap((text) => {
      const read = this.#reader.read({ text, number: ++this.#number });
      return typeof read === 'object' ? read : [];
    });
    return [...seen, ...this.#reader.end()];
  }
}
