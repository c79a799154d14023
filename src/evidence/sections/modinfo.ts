import type { ModuleInfo } from '../observation.ts';
import type { SectionReader } from '../section.ts';
import { openKeyed } from './keyedSection.ts';
import { placeOf } from './place.ts';

const keys = new Set(
  'filename name version license description author srcversion alias depends retpoline intree rhelversion suserelease vermagic sig_id signer sig_key sig_hashalgo signature parm parmtype import_ns firmware softdep supported staging file'.split(
    ' ',
  ),
);
const repeats = new Set(['author', 'alias', 'parm', 'parmtype', 'import_ns', 'firmware', 'softdep', 'signature']);
const moduleFile = /(?:^|\/)ena\.ko(?:\.(?:xz|gz|zst))?$/;

/** `modinfo ena`, as far as it found something. */
export const modinfo: SectionReader = {
  kind: 'modinfo',
  begin(line, around) {
    if (line.text.length > 500 || !/^\s*(?:filename|name):\s/.test(line.text)) {
      return undefined;
    }
    return openKeyed(line, {
      row: /^\s*([a-z_]{3,16}):\s*(.*)$/,
      accepts: (key) => keys.has(key),
      repeats,
      conclude: (values, first) => {
        const filename = values.get('filename');
        const name = values.get('name');
        const asked = /\bmodinfo\b.*\bena\b/.test(around.command ?? '');
        const isEna = name === 'ena' || moduleFile.test(filename ?? '') || (name === undefined && asked);
        if (filename === undefined || !isEna) {
          return [];
        }
        const version = values.get('version');
        const vermagic = values.get('vermagic');
        const kernel = /\/lib\/modules\/([^/\s]+)\//.exec(filename)?.[1];
        const info: ModuleInfo = {
          kind: 'module',
          place: placeOf(first, around.source),
          state: filename.includes('(builtin)') ? 'builtin' : 'found',
          filename,
          ...(version && { version }),
          ...(vermagic && { vermagic }),
          ...(kernel && { kernel }),
        };
        return [info];
      },
    });
  },
};
