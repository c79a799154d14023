import { bash } from './bash.ts';
import { fish } from './fish.ts';
import { zsh } from './zsh.ts';

/** A completion script for each shell, written from the verbs. */
export const scripts = { bash, zsh, fish } as const;
