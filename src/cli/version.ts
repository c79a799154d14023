import manifest from '../../package.json' with { type: 'json' };

/** The version of enakit. */
export const version: string = manifest.version;
