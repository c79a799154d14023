import type { Delivered } from './courier.ts';
import { ask, type Question, type Reply } from './request.ts';

/** Answers that ask to be tried again: throttled, or out of order for a while. */
const passing: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Milliseconds of a `Retry-After`, which tells seconds or a date. */
const retryAfterMs = (header: string | string[] | undefined, nowMs: number): number | undefined => {
  if (typeof header !== 'string') return undefined;
  const afterMs = /^\d{1,6}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return afterMs > 0 ? afterMs : undefined;
};

/** What a status means for what was sent. */
export const judgeReply = ({ status, headers }: Reply, nowMs: number): Delivered => {
  if (status >= 200 && status < 300) return { as: 'taken' };
  const why = `it answers ${status}`;
  if (!passing.has(status)) return { as: 'refused', why };
  const afterMs = retryAfterMs(headers['retry-after'], nowMs);
  return { as: 'later', why, ...(afterMs !== undefined && { afterMs }) };
};

/** Ten seconds are long for a collector and short for an outage; answers are read only to be passed over. */
export const usual = { timeoutMs: 10_000, mostBytes: 64 << 10 } as const;

/** Sends JSON, unless the headers call it something else, and judges the answer by its status. Rejects where there is none. */
export const deliver = async (
  question: Pick<Question, 'method' | 'url' | 'headers' | 'ca'> & { readonly body: string | Buffer },
  nowMs: number,
): Promise<Delivered> =>
  judgeReply(
    await ask({ ...usual, ...question, headers: { 'content-type': 'application/json', ...question.headers } }),
    nowMs,
  );
