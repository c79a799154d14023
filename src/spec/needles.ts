/** Lines of an ENA driver, by the prefixes that drivers and kernels put in front. */
const drivers = ['ena 0', 'ena: ', 'ENA_', 'ena_', '[ena', 'ena0', 'ena1', 'ena2'];

/** What makes an incident, for lines whose prefix was lost (`eth0: `) or is rare (`ena5: `). */
const incidents = [
  'eep alive ',
  'rigger reset',
  'eset completed',
  'not in running state',
  "n't completed",
  'ompletions are above',
];

const fabric = ['efa 0', 'infiniband '];

const kernel = [
  'NETDEV WATCHDOG',
  'LOCKUP',
  'BUG: ',
  'BUG at ',
  'Oops: ',
  'protection fault',
  'Unable to handle',
  'panic',
  'Fatal trap',
  'UBSAN: ',
  'WARNING: ',
  '---[ ',
  'rcu_',
  'for more than ',
  'hogged CPU',
  'locksource',
  'RT throttling',
  'nterrupt took',
  'oom-killer',
  'ut of memory',
  'page allocation failure',
  'PM: ',
  'Linux version',
  'callbacks suppressed',
  'Hardware Error]',
  'virtual machine fork',
];

/**
 * Literals for a first look at a big log: a line that holds none of them cannot matter. Case-sensitive, at least 4 bytes,
 * few enough for one pass of a multi-literal search. Capitals are left off where wordings differ in them only.
 *
 * What they pass over is routine (the link becoming ready, tasks frozen for a suspend that `PM: ` announces) or told by
 * another line that they find (a PCI port's error is followed by the device's own). The test lists it.
 */
export const needles: readonly string[] = [...drivers, ...incidents, ...fabric, ...kernel];
