/** What the kernel traced. */
export type Traced = { readonly cpu: number; readonly uptimeMs: number } & (
  | { readonly event: 'keep_alive'; readonly adapter: string }
  /** An interrupt of ENA's management vector, within which the keep-alive of that adapter is seen. */
  | { readonly event: 'irq_handler_entry'; readonly pci: string }
);

const longest = 1000;
// The task in front may be called anything.
const row = /\[(\d{3,4})\] \S{1,12} +(\d{1,9}\.\d{3,9}): (keep_alive|irq_handler_entry): (.*)$/;
const adapterOf = /\badapter=(0x[\da-f]{1,16})\b/;
const pciOf = /\bname=ena-mgmnt@pci:([\da-f]{4}:[\da-f]{2}:[\da-f]{2}\.\d)/;

/** Reads a line of `trace_pipe`; undefined for whatever else stands there. */
export const readTraceLine = (line: string): Traced | undefined => {
  if (line.length > longest) return undefined;
  const [, cpu, seconds, event, rest = ''] = row.exec(line) ?? [];
  if (event === undefined) return undefined;
  const when = { cpu: Number(cpu), uptimeMs: Math.round(Number(seconds) * 1e6) / 1e3 };
  if (event === 'keep_alive') {
    const adapter = adapterOf.exec(rest)?.[1];
    return adapter === undefined ? undefined : { ...when, event, adapter };
  }
  const pci = pciOf.exec(rest)?.[1];
  return pci === undefined ? undefined : { ...when, event: 'irq_handler_entry', pci };
};
