import { identities } from '../../spec/wire/pci.ts';
import type { PciDevice } from '../observation.ts';
import type { Section, SectionReader, Surroundings, TextLine } from '../section.ts';
import { openKeyed } from './keyedSection.ts';
import { placeOf } from './place.ts';

/** Amazon's network functions: ids ENA has had, and EFA's, which are no ENA. */
const enaIds = Object.values(identities)
  .map(({ deviceId }) => deviceId.toString(16).padStart(4, '0'))
  .join('|');
const networkId = new RegExp(`\\b1d0f:(?:${enaIds}|efa\\d)\\b`, 'i');
const networkName =
  /Amazon\.com.*(?:Elastic Network|Elastic Fabric|ENA|EFA|Device (?:\[1d0f:)?(?:ec2[01]|0ec2|1ec2|efa\d))/i;
const slot = /^(?:([\da-f]{4}):)?([\da-f]{2}:[\da-f]{2}\.[0-7]) +(.{1,300})$/i;
const longestDetail = 500;

/** Amazon network functions in `lspci`, with or without `-nn`, `-k`, `-v`, `-vmm`. */
export const lspci: SectionReader = {
  kind: 'lspci',
  begin(line: TextLine, around: Surroundings): Section | undefined {
    const { text } = line;
    if (text.length > 350) {
      return undefined;
    }
    if (text.startsWith('Slot:')) {
      return openMachineReadable(line, around);
    }
    if (!text.includes('mazon') && !text.includes('1d0f:')) {
      return undefined;
    }
    const match = slot.exec(text.trim());
    const description = match?.[3] ?? '';
    const isNetwork = networkId.test(description) || networkName.test(description);
    return match && isNetwork
      ? new FunctionSection(pciOf(match[1], match[2]), description, placeOf(line, around.source))
      : undefined;
  },
};

class FunctionSection implements Section {
  readonly #pci: string;
  readonly #description: string;
  readonly #place: PciDevice['place'];
  #driver: string | undefined;
  #modules: readonly string[] = [];
  /** What stands behind the driver's name, and memory that nobody enabled: the name is not just left out of a quotation. */
  #wouldBeNamed = false;

  constructor(pci: string, description: string, place: PciDevice['place']) {
    this.#pci = pci;
    this.#description = description;
    this.#place = place;
  }

  take({ text }: TextLine): boolean {
    if (text.trim() === '') {
      return true;
    }
    if (text.length > longestDetail || !/^\s/.test(text)) {
      return false;
    }
    this.#driver ??= /^\s+Kernel driver in use: (\S+)/.exec(text)?.[1];
    this.#modules = /^\s+Kernel modules: (.{1,200})/.exec(text)?.[1]?.split(/,\s*/) ?? this.#modules;
    this.#wouldBeNamed ||= /^\s+(?:Kernel modules: |(?:Memory at|Region \d:) .{1,100}\[disabled\])/.test(text);
    return /^\s+[A-Z<!+]|^\t/.test(text);
  }

  end(): readonly PciDevice[] {
    const device = deviceOf(this.#place, this.#pci, this.#description, this.#driver);
    const isUnbound = this.#wouldBeNamed && this.#driver === undefined;
    return [isUnbound ? { ...device, unbound: { modules: this.#modules } } : device];
  }
}

const machineKeys = new Set(
  'Slot Class Vendor Device SVendor SDevice Rev ProgIf PhySlot NUMANode IOMMUGroup Driver Module'.split(' '),
);

function openMachineReadable(line: TextLine, around: Surroundings): Section | undefined {
  return openKeyed(line, {
    row: /^([A-Z]\w{2,10}):\s+(.*)$/,
    accepts: (key) => machineKeys.has(key),
    repeats: new Set(['Module']),
    conclude: (values, first) => {
      const address = /^(?:([\da-f]{4}):)?([\da-f]{2}:[\da-f]{2}\.[0-7])/i.exec(values.get('Slot') ?? '');
      const device = values.get('Device') ?? '';
      const description = `${values.get('Vendor') ?? ''} ${device}`;
      const number = /\[?\b(ec2[01]|0ec2|1ec2|efa\d)\]?$/i.exec(device)?.[1];
      if (address === null || !/amazon|1d0f/i.test(description) || !(number || networkName.test(description))) {
        return [];
      }
      const named = number ? `${description} [1d0f:${number}]` : description;
      return [deviceOf(placeOf(first, around.source), pciOf(address[1], address[2]), named, values.get('Driver'))];
    },
  });
}

/** The id as printed, else the one that the name stands for. */
function deviceOf(place: PciDevice['place'], pci: string, description: string, driverInUse?: string): PciDevice {
  const number = /\bDevice (?:\[1d0f:)?(ec2[01]|0ec2|1ec2|efa\d)/i.exec(description)?.[1];
  const printed = networkId.exec(description)?.[0] ?? (number && `1d0f:${number}`);
  const named = /Elastic Network/.test(description) ? '1d0f:ec20' : undefined;
  const id = (printed ?? named)?.toLowerCase();
  return { kind: 'pci', place, pci, description, ...(id && { id }), ...(driverInUse && { driverInUse }) };
}

function pciOf(domain = '0000', address = ''): string {
  return `${domain}:${address}`.toLowerCase();
}
