/** Labels that Prometheus and Kubernetes' and EC2's discovery put on what they scrape. */
export const zoneLabels = ['zone', 'availability_zone', 'topology_kubernetes_io_zone', 'az'] as const;

/** Labels of the scrape by which hosts of a fleet are told apart. `instance` alone is not enough where several clusters use the same addresses. */
export const usualIdentity: readonly string[] = ['job', 'instance'];

/** A label's name, which goes into queries: anything else is no label. */
export const isLabel = (name: string): boolean => /^[A-Za-z_][A-Za-z0-9_]{0,99}$/.test(name);

/** The labels an answer has to carry so that its adapter is known. */
export const identityOf = (labels: readonly string[]): readonly string[] => [...new Set([...labels, 'adapter'])];

/** The same words for the same adapter in every answer. */
export const keyOf = (labels: Readonly<Record<string, string>>, identity: readonly string[]): string =>
  identity.map((name) => labels[name] ?? '').join('|');
