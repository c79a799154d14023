/** The same everywhere: units, manifests and the help of `--prometheus` name it. E, N and A on a telephone. */
export const metricsPort = 9362;

/** Where the agent keeps its history and its state on a host. */
export const stateFolder = '/var/lib/enakit';
