import { instanceRefusals } from './instances.ts';
import { parameterRefusals } from './parameters.ts';
import { storageRefusals } from './storage.ts';

/** Why EC2 refuses what is asked well enough; a row each, with where its sentence was seen. */
export const refusals = { ...instanceRefusals, ...parameterRefusals, ...storageRefusals } as const;
