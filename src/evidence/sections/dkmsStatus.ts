import type { DkmsState } from '../observation.ts';
import type { SectionReader } from '../section.ts';
import { lineSection } from './lineSection.ts';
import { placeOf } from './place.ts';

/** `ena/2.8.0, 5.10.0-8-amd64, x86_64: installed` and, before dkms 3, `ena, 2.8.0, 5.10…, x86_64: installed`. */
const row =
  /^\s*(ena|amzn-(?:drivers|ena)[\w-]{0,20}?)(?:\/|, )([\w.+~-]{1,40})(?:, ([^\s,:]{1,100}))?(?:, ([\w-]{1,20}))?: (added|built|installed|broken)\b(.{0,200})$/;

/** Rows of `dkms status` that are about ena. */
export const dkmsStatus: SectionReader = {
  kind: 'dkms',
  begin(line, around) {
    if (line.text.length > 400 || !/^\s*(?:ena|amzn-)[/,\w]/.test(line.text)) {
      return undefined;
    }
    const match = row.exec(line.text);
    if (match === null) {
      return undefined;
    }
    const [, module = 'ena', version = '', kernel, , state = '', remark = ''] = match;
    // "Diff between built and installed module" means that another ena.ko lies where dkms put its own.
    const isBroken = state === 'broken' || /WARNING! Missing|missing/i.test(remark);
    return lineSection({
      kind: 'dkms',
      place: placeOf(line, around.source),
      module,
      version,
      ...(kernel && { kernel }),
      state: isBroken ? 'broken' : (state as DkmsState['state']),
    });
  },
};
