import type { SectionReader } from '../section.ts';
import { openKeyed } from './keyedSection.ts';
import { placeOf } from './place.ts';

const keys =
  /^(?:(?:Static|Transient|Pretty) hostname|Icon name|Chassis|Deployment|Location|Machine ID|Boot ID|Virtualization|Operating System|CPE OS Name|OS Support \w+|Kernel|Architecture|Hardware (?:Vendor|Model|Serial|Version)|Firmware \w+)$/;

/** `hostnamectl`. */
export const hostnamectl: SectionReader = {
  kind: 'system',
  begin(line, around) {
    if (line.text.length > 200 || !line.text.includes('hostname:')) {
      return undefined;
    }
    return openKeyed(line, {
      row: /^\s*([A-Z][\w ]{2,30}): (.*)$/,
      accepts: (key) => keys.test(key),
      conclude: (values, first) => {
        const kernel = values.get('Kernel')?.replace(/^Linux /, '');
        const distribution = values.get('Operating System');
        const hostname = values.get('Static hostname') ?? values.get('Transient hostname');
        const bootId = values.get('Boot ID');
        const model = values.get('Hardware Model') ?? '';
        const isAmazon = values.get('Hardware Vendor')?.startsWith('Amazon');
        return [
          {
            kind: 'system',
            place: placeOf(first, around.source),
            ...(kernel && { kernel }),
            ...(distribution && { distribution }),
            ...(isAmazon && { instanceType: model }),
            ...(hostname && { hostname }),
            ...(bootId && { bootId }),
          },
        ];
      },
    });
  },
};
