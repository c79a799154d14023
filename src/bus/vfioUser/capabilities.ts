import { limits } from './protocol.ts';

/** What a client says it can, as far as it matters here. What it leaves out is as the protocol has it. */
export interface ClientCapabilities {
  /** Of DMA's data in one message. */
  readonly maxDataBytes: number;
}

const defaultDataBytes = 2 ** 20;

/** Ours, the most important first: a client may have no room for all. */
const ours: readonly (readonly [name: string, value: number | boolean])[] = [
  ['max_data_xfer_size', limits.dataBytes],
  ['max_msg_fds', 8],
  ['write_multiple', true],
  ['max_dma_maps', limits.dmaRegions],
];

/** Reads the JSON that ends a client's greeting; undefined where it is none. */
export const readCapabilities = (text: string): ClientCapabilities | undefined => {
  try {
    const told: unknown = text === '' ? {} : JSON.parse(text);
    const capabilities = isRecord(told) && isRecord(told.capabilities) ? told.capabilities : {};
    const most = capabilities.max_data_xfer_size;
    return { maxDataBytes: typeof most === 'number' && most >= 1 ? Math.floor(most) : defaultDataBytes };
  } catch {
    return undefined;
  }
};

/** Our JSON with the NUL that ends it: QEMU takes no answer that is longer than its question. */
export const writeCapabilities = (roomBytes: number): Uint8Array => {
  for (let count = ours.length; count >= 0; count--) {
    const bytes = Buffer.from(`${JSON.stringify({ capabilities: Object.fromEntries(ours.slice(0, count)) })}\0`);
    if (bytes.length <= roomBytes) return bytes;
  }
  return new Uint8Array(0);
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
