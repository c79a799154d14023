import type { SectionReader } from '../section.ts';
import { lineSection } from './lineSection.ts';
import { placeOf } from './place.ts';

/** What the doctor could not see on the host that a bundle of `ena collect` is from. */
export const notSeen: SectionReader = {
  kind: 'live-host',
  begin(line, around) {
    const what = line.text.length > 1000 ? undefined : /^ena did not see: (\S.*)$/.exec(line.text)?.[1];
    return what === undefined ? undefined : lineSection({ kind: 'unseen', place: placeOf(line, around.source), what });
  },
};
