/** How a run of checks went: a number and names, for what passed needs no naming. */
export interface Tally {
  readonly passed: number;
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
}

/** The parts of Vitest's JSON report that count. */
export interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/**
 * Counts a report of Vitest.
 *
 * @param ok whether Vitest itself was content; an error outside of any test leaves no other trace
 */
export const tallyOf = ({ testResults }: VitestReport, ok: boolean): Tally => {
  const tests = testResults.flatMap((file) => file.assertionResults);
  const named = (...statuses: string[]) =>
    tests.filter(({ status }) => statuses.includes(status)).map(({ fullName }) => fullName);
  // A file that cannot be loaded has failed without a single test in it.
  const broken = testResults
    .filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
    )
    .map(({ name }) => name);
  const failed = [...named('failed'), ...broken];
  if (!ok && failed.length === 0) failed.push('an error outside of every test');
  return { passed: named('passed').length, failed, skipped: named('skipped', 'pending', 'todo', 'disabled') };
};
