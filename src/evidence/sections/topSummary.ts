import type { SectionReader } from '../section.ts';
import { lineSection } from './lineSection.ts';
import { placeOf } from './place.ts';

const head = /^\s*%?Cpu(\(s\)|\d{1,4}) {0,8}:/;
/** `0.5 us`, `0,5 us`, and in old versions `0.5%us`. */
const share = /(\d{1,3}(?:[.,]\d{1,3})?)\s?%?\s?(us|sy|ni|id|wa|hi|si|st)\b/g;

/** The `%Cpu(s):` line of `top`. */
export const topSummary: SectionReader = {
  kind: 'cpu',
  begin(line, around) {
    const match = line.text.length > 200 || !line.text.includes('pu') ? null : head.exec(line.text);
    if (match === null) {
      return undefined;
    }
    const shares = new Map<string, number>();
    for (const [, value = '', name = ''] of line.text.slice(match[0].length).matchAll(share)) {
      shares.set(name, Number(value.replace(',', '.')));
    }
    const idle = shares.get('id');
    return idle === undefined
      ? undefined
      : lineSection({
          kind: 'cpu',
          place: placeOf(line, around.source),
          ...(match[1] !== '(s)' && { cpu: Number(match[1]) }),
          steal: shares.get('st') ?? 0,
          softirq: shares.get('si') ?? 0,
          idle,
          span: 'interval',
        });
  },
};
