/** What `ena lab inject` and `ena lab status` ask of a served adapter: one JSON object a line, answered by one. */
export type ControlRequest =
  | { readonly ask: 'status' }
  | { readonly ask: 'inject'; readonly fault: string; readonly forMs?: number }
  | { readonly ask: 'lift'; readonly fault?: string };

/** How a served adapter is. */
export interface AdapterStatus {
  readonly socket: string;
  /** As `lspci` prints a MAC: `02:e1:a0:00:00:01`. */
  readonly mac: string;
  readonly network: string;
  /** Whether a machine is attached. */
  readonly attached: boolean;
  /** What its driver says of itself. */
  readonly guest?: string;
  readonly linkUp: boolean;
  readonly queues: { readonly tx: number; readonly rx: number };
  /** Seconds since the adapter was made. */
  readonly upSeconds: number;
  /** Reasons of the resets so far, in order; the latest hundred. */
  readonly resets: readonly number[];
  readonly faults: readonly { readonly name: string; readonly endsInMs?: number }[];
  readonly traffic: Readonly<Record<string, number>>;
}

export type ControlAnswer =
  | { readonly ok: true; readonly status: AdapterStatus }
  | { readonly ok: false; readonly why: string };

/** Longer lines are no requests. */
export const longestLine = 4096;

const isName = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length < 200;

/** Reads a request; undefined for what is none. */
export const readRequest = (line: string): ControlRequest | undefined => {
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof read !== 'object' || read === null) return undefined;
  const { ask, fault, forMs } = read as Record<string, unknown>;
  if (ask === 'status') return { ask };
  if (ask === 'lift') return isName(fault) ? { ask, fault } : fault === undefined ? { ask } : undefined;
  if (ask !== 'inject' || !isName(fault)) return undefined;
  if (forMs === undefined) return { ask, fault };
  return typeof forMs === 'number' && forMs >= 0 ? { ask, fault, forMs } : undefined;
};

/** Where the control socket of an adapter is. */
export const controlPathOf = (socket: string): string => `${socket}.control`;
