import type { ModuleInfo } from '../observation.ts';
import type { SectionReader } from '../section.ts';
import { lineSection } from './lineSection.ts';
import { placeOf } from './place.ts';

interface Form {
  readonly state: ModuleInfo['state'];
  /** May capture `kernel` and `error`. */
  readonly form: RegExp;
}

const name = String.raw`['"\x60]?(?:\S{0,200}/)?ena(?:\.ko(?:\.\w{2,3})?)?['"\x60]?`;

/** What modprobe, insmod, modinfo, depmod and dracut say of a module that is not there or does not load. */
const forms: readonly Form[] = [
  {
    state: 'missing',
    form: new RegExp(`Module ${name} not found in (?:directory )?/lib/modules/(?<kernel>[^\\s/.][^\\s/]{0,100})`),
  },
  { state: 'missing', form: new RegExp(`Module ${name} not found`) },
  { state: 'missing', form: new RegExp(`modinfo: (?:could not find|can't open) module ${name}(?:$|[\\s:])`) },
  { state: 'missing', form: new RegExp(`module ${name} not found in modules\\.dep`) },
  { state: 'missing', form: new RegExp(`could not find module by name=${name}`) },
  { state: 'missing', form: new RegExp(`No module ${name} found for kernel (?<kernel>[^\\s,]{1,100})`) },
  { state: 'missing', form: new RegExp(`dracut-install: Failed to find module ${name}(?:$|\\s)`) },
  { state: 'load-failed', form: new RegExp(`could not insert (?:module )?${name}: (?<error>.{1,120})`) },
  {
    state: 'load-failed',
    form: new RegExp(`can't (?:load|insert) (?:module )?${name}(?: \\([^)]{1,200}\\))?: (?<error>.{1,120})`),
  },
  { state: 'load-failed', form: new RegExp(`error inserting ${name}: -?\\d{0,4} ?(?<error>.{1,120})`, 'i') },
];
/** Refusals that only say that the module is there already, as a module or built in. */
const alreadyThere = /^(?:Module already in kernel|File exists)/i;
/** A quotation mark in front: a program's source or prose, which tells what a tool would say. */
const quoted = /(?:^|[\s(=,[{])['"]/;
/** `lsmod` and /proc/modules. */
const loaded = /^\s*ena\s+\d{3,9}\s+\d{1,6}(?:\s|$)/;

/** A module that is loaded, missing or refused, as module tools say it in one line. */
export const moduleLoading: SectionReader = {
  kind: 'modinfo',
  begin(line, around) {
    const { text } = line;
    if (text.length > 500 || !text.includes('ena')) {
      return undefined;
    }
    const place = placeOf(line, around.source);
    if (loaded.test(text)) {
      return lineSection({ kind: 'module', place, state: 'loaded' });
    }
    if (!/mod(?:ule|probe)|insmod|inserting|insert '/i.test(text)) {
      return undefined;
    }
    for (const { state, form } of forms) {
      const match = form.exec(text);
      if (match !== null && quoted.test(text.slice(0, match.index))) {
        return undefined;
      }
      if (match !== null) {
        const kernel = match.groups?.kernel?.replace(/[.,]$/, '');
        const error = match.groups?.error?.trim();
        if (error !== undefined && alreadyThere.test(error)) {
          return lineSection({ kind: 'module', place, state: 'loaded' });
        }
        return lineSection({ kind: 'module', place, state, ...(kernel && { kernel }), ...(error && { error }) });
      }
    }
    return undefined;
  },
};
