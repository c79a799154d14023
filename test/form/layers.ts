/** Which folders of `src` a folder may import from, beside itself. A folder without a row may not exist. */
export const layers: Readonly<Record<string, readonly string[]>> = {
  spec: [],
  native: [],
  bus: ['spec', 'native'],
  // These two never import each other: a device that shares code with its driver shares its mistakes.
  device: ['bus', 'spec'],
  driver: ['bus', 'spec'],
  evidence: ['native', 'spec'],
  diagnosis: ['evidence', 'spec'],
  lab: ['device', 'driver', 'bus', 'diagnosis', 'evidence', 'native', 'spec'],
  recovery: ['diagnosis', 'evidence', 'spec'],
  watch: ['diagnosis', 'evidence', 'spec'],
  dashboard: ['watch', 'recovery', 'lab', 'diagnosis', 'evidence', 'spec'],
  cli: ['dashboard', 'watch', 'recovery', 'lab', 'diagnosis', 'evidence', 'spec'],
};

/** Which folders may import a package of the registry. `node:` modules are another matter, see `pure`. */
export const packages: Readonly<Record<string, readonly string[]>> = {
  '@aws-sdk/client-auto-scaling': ['recovery'],
  '@aws-sdk/client-ec2': ['recovery'],
  koffi: ['native'],
  preact: ['dashboard'],
  'preact/hooks': ['dashboard'],
  uplot: ['dashboard'],
  'xz-decompress': ['evidence'],
};

/** Folders that import nothing from outside of `src`, not even from Node.js. */
export const pure = ['spec', 'diagnosis', 'device', 'driver'];
