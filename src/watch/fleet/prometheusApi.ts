import { ask, type Reply } from '../export/delivery/request.ts';
import { shownUrl } from '../export/delivery/shownUrl.ts';
import { PrometheusRefused, PrometheusUnreachable } from './problems.ts';

/** One line of an answer. */
export interface Row {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What an answer took, for the statement of costs. */
export interface QueryCost {
  readonly milliseconds: number;
  readonly bytes: number;
  readonly rows: number;
}

/** Answers an instant query. */
export type Query = (promql: string) => Promise<readonly Row[]>;

export interface ApiOptions {
  /** Under which `/api/v1/query` is found. */
  readonly url: string;
  /** As `authorization: Bearer`. Never told. */
  readonly token?: string;
  /** `X-Scope-OrgID`, by which Mimir and Cortex tell tenants apart. */
  readonly tenant?: string;
  /** Seconds since 1970 at which the fleet is looked at; now where absent. */
  readonly atSeconds?: number;
  /** Is told what each query took. */
  spent?(promql: string, cost: QueryCost): void;
}

const timeoutMs = 60_000;
/** A fleet of a hundred thousand adapters all in trouble. Beyond, the question has to be narrower. */
const mostBytes = 64 << 20;

interface Body {
  readonly status?: string;
  readonly error?: string;
  readonly data?: {
    readonly resultType?: string;
    readonly result?: readonly { readonly metric?: Record<string, string>; readonly value?: [number, string] }[];
  };
}

const bodyOf = ({ text }: Reply): Body | undefined => {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Asks a server that speaks Prometheus' HTTP API.
 *
 * @throws PrometheusUnreachable, PrometheusRefused
 */
export const prometheusApi = ({ url, token, tenant, atSeconds, spent }: ApiOptions): Query => {
  const shown = shownUrl(url);
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(tenant !== undefined && { 'x-scope-orgid': tenant }),
  };
  return async (promql) => {
    const time = atSeconds === undefined ? {} : { time: `${atSeconds}` };
    const body = new URLSearchParams({ query: promql, ...time }).toString();
    const began = performance.now();
    const reply = await ask({
      method: 'POST',
      url: `${url.replace(/\/+$/, '')}/api/v1/query`,
      headers,
      body,
      timeoutMs,
      mostBytes,
    }).catch((error: NodeJS.ErrnoException) => {
      throw new PrometheusUnreachable(shown, error.code ?? error.message);
    });
    const answer = bodyOf(reply);
    if (reply.status !== 200) throw new PrometheusRefused(shown, answer?.error ?? `it answers ${reply.status}`);
    if (answer?.status !== 'success' || answer.data?.resultType !== 'vector' || !Array.isArray(answer.data.result))
      throw new PrometheusUnreachable(shown, 'what answers does not speak its API');
    const rows = answer.data.result.map(({ metric = {}, value }) => ({ labels: metric, value: Number(value?.[1]) }));
    spent?.(promql, { milliseconds: performance.now() - began, bytes: reply.text.length, rows: rows.length });
    return rows;
  };
};
