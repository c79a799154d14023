import { voices } from '../driver/voices/chosen.ts';
import { type Voice, voiceOf } from '../driver/voices.ts';
import { parseVersion } from '../spec/versions.ts';

export { voices } from '../driver/voices/chosen.ts';
export type { Voice } from '../driver/voices.ts';

/** What drills run with unless told. */
export const usualVoice = '2.17.0';

/** A voice by its name, or of any release or kernel; undefined for what is no version of the driver. */
export const findVoice = (name: string): Voice | undefined =>
  voices.find((voice) => voice.name === name) ?? (parseVersion(name) === undefined ? undefined : voiceOf(name));
