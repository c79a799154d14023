import type { Verb } from '../command.ts';
import { labVerbs } from '../lab/index.ts';
import { annotate } from './annotate.ts';
import { audit } from './audit.ts';
import { collect } from './collect.ts';
import { completion } from './completion.ts';
import { doctor } from './doctor.ts';
import { explain } from './explain.ts';
import { fleet } from './fleet.ts';
import { help } from './help.ts';
import { lab } from './lab.ts';
import { man } from './man.ts';
import { preflight } from './preflight.ts';
import { recover } from './recover.ts';
import { watch } from './watch.ts';

/** Every verb, in the order help lists them. Each imports what it runs only when it runs. */
export const verbs: readonly Verb[] = [
  doctor,
  collect,
  watch,
  preflight,
  recover,
  audit,
  fleet,
  annotate,
  explain,
  lab,
  ...labVerbs,
  help,
  completion,
  man,
];
