import type { SectionReader } from '../section.ts';
import { openKeyed } from './keyedSection.ts';
import { placeOf } from './place.ts';

/** `/etc/os-release`, or what grep let through of it. */
export const osRelease: SectionReader = {
  kind: 'system',
  begin(line, around) {
    if (line.text.length > 300 || !/^(?:NAME|PRETTY_NAME|ID|VERSION|VERSION_ID)=/.test(line.text)) {
      return undefined;
    }
    return openKeyed(line, {
      row: /^([A-Z][A-Z_]{1,40})=(.*)$/,
      accepts: () => true,
      conclude: (values, first) => {
        const value = (key: string) => values.get(key)?.replace(/^["']|["']$/g, '');
        const distribution = value('PRETTY_NAME') ?? [value('NAME'), value('VERSION')].filter(Boolean).join(' ');
        // A NAME alone may be any program's setting.
        const isRelease = values.has('PRETTY_NAME') || (values.has('NAME') && values.has('ID'));
        return isRelease && distribution
          ? [{ kind: 'system', place: placeOf(first, around.source), distribution }]
          : [];
      },
    });
  },
};
