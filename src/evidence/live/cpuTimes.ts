/** A row of `/proc/stat`: the CPU, then its time in each state since boot. */
const cpuRow = /^(cpu\d{0,4})((?: +\d{1,20}){4,10})\s*$/;

/**
 * What the CPUs did between two readings of `/proc/stat`, in the form of that file. A CPU that came or went meanwhile
 * is left out. The kernel lets idle time fall back by a tick now and then, which counts as none.
 */
export const cpuTimesBetween = (earlier: string, later: string): string => {
  const before = new Map(rowsOf(earlier));
  return [...rowsOf(later)]
    .flatMap(([cpu, times]) => {
      const was = before.get(cpu);
      return was ? [[cpu, ...times.map((time, state) => Math.max(0, time - (was[state] ?? 0)))].join(' ')] : [];
    })
    .join('\n');
};

const rowsOf = (text: string): [string, number[]][] =>
  text.split('\n').flatMap((line): [string, number[]][] => {
    const [, cpu, times] = line.startsWith('cpu') && line.length < 300 ? (cpuRow.exec(line) ?? []) : [];
    return cpu !== undefined && times !== undefined ? [[cpu, times.trim().split(/ +/).map(Number)]] : [];
  });
