import type { DriverInfo } from '../observation.ts';
import type { SectionReader } from '../section.ts';
import { openKeyed } from './keyedSection.ts';
import { placeOf } from './place.ts';

const keys = new Set(['driver', 'version', 'firmware-version', 'expansion-rom-version', 'bus-info']);
const pciForm = /^[\da-f]{4,5}:[\da-f]{2}:[\da-f]{2}\.[\da-f]$/i;
const row = /^\s*([a-z][\w-]{1,40}):\s*(.*)$/;

/** `ethtool -i`: which driver serves an interface, whatever driver that is. */
export const ethtoolDriver: SectionReader = {
  kind: 'ethtool-driver',
  begin(line, around) {
    if (line.text.length > 100 || !/^\s*driver:\s*[\w.-]+\s*$/.test(line.text)) {
      return undefined;
    }
    return openKeyed(line, {
      row,
      accepts: (key) => keys.has(key) || key.startsWith('supports-'),
      conclude: (values, first) => {
        const bus = values.get('bus-info') ?? '';
        const version = values.get('version');
        const firmware = values.get('firmware-version');
        const info: DriverInfo = {
          kind: 'driver',
          place: placeOf(first, around.source),
          driver: values.get('driver') ?? '',
          ...(version && { version }),
          ...(firmware && { firmware }),
          ...(pciForm.test(bus) && { pci: bus }),
          ...(around.interface !== undefined && { interface: around.interface }),
        };
        return [info];
      },
    });
  },
};
