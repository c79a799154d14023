/** Why a fleet could not be asked about. One class per cause. */
export abstract class FleetProblem extends Error {
  abstract readonly code: string;
  /** As of a command that could not look. */
  readonly exitCode = 3;
  readonly hint: string | undefined;

  constructor(sentence: string, hint?: string) {
    super(sentence);
    this.hint = hint;
  }
}

export class PrometheusUnreachable extends FleetProblem {
  static readonly code = 'prometheus-unreachable';
  static readonly means = 'Nothing that speaks Prometheus’ HTTP API answers at the URL.';
  readonly code = PrometheusUnreachable.code;

  constructor(url: string, why: string) {
    super(
      `no Prometheus answers at ${url}: ${why}`,
      'The URL is that under which /api/v1/query is found: http://HOST:9090, https://MIMIR/prometheus.',
    );
  }
}

export class PrometheusRefused extends FleetProblem {
  static readonly code = 'prometheus-refused';
  static readonly means = 'The server that was asked about a fleet does not answer a query, or turned it away.';
  readonly code = PrometheusRefused.code;

  constructor(url: string, why: string) {
    super(`${url} refuses a query: ${why}`, 'Tokens come by ENA_PROMETHEUS_TOKEN, tenants by --tenant.');
  }
}

export class NoFleet extends FleetProblem {
  static readonly code = 'no-fleet';
  static readonly means = 'The server answers, and knows of no adapter: no agent of enakit is scraped by it.';
  readonly code = NoFleet.code;

  constructor(url: string) {
    super(`${url} knows of no adapter`, 'ena watch --prometheus ADDRESS:PORT on each host is what it has to scrape.');
  }
}

/** Every cause, for `ena explain CODE`. */
export const fleetProblems = [PrometheusUnreachable, PrometheusRefused, NoFleet] as const;
