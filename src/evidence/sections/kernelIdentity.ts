import type { SectionReader } from '../section.ts';
import { lineSection } from './lineSection.ts';
import { placeOf } from './place.ts';

const release = String.raw`\d{1,2}\.\d{1,3}[\w.+~-]{0,100}`;
const uname = new RegExp(`^\\s*Linux (\\S{1,64}) (${release}) #\\d`);
const procVersion = new RegExp(`^\\s*Linux version (${release}) `);
/** The head of mpstat, vmstat, iostat and sar. */
const sysstat = new RegExp(`^Linux (${release}) \\(([^)\\s]{1,64})\\)\\s`);
const bare = new RegExp(`^(${release})$`);

/** The running kernel: `uname -a`, `uname -r`, /proc/version, the head line of `mpstat`. */
export const kernelIdentity: SectionReader = {
  kind: 'system',
  begin(line, around) {
    const { text } = line;
    if (text.length > 400) {
      return undefined;
    }
    const place = placeOf(line, around.source);
    if (!text.includes('Linux ')) {
      const asked = /\buname -r\b/.test(around.command ?? '') && text.length < 100;
      const kernel = asked ? bare.exec(text.trim())?.[1] : undefined;
      return kernel === undefined ? undefined : lineSection({ kind: 'system', place, kernel });
    }
    const full = uname.exec(text);
    const head = sysstat.exec(text);
    const kernel = full?.[2] ?? head?.[1] ?? procVersion.exec(text)?.[1];
    const hostname = full?.[1] ?? head?.[2];
    return kernel === undefined
      ? undefined
      : lineSection({ kind: 'system', place, kernel, ...(hostname && { hostname }) });
  },
};
