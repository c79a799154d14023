import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes more than half a minute, longest first: parts of paths. */
const long = [
  ...['test/vm/linux-', 'scenarios/helpExamples', 'test/vm/agent', 'lab/vm/machine', 'scenarios/drills/'],
  ...['scenarios/readmeCommands', 'browser/page', 'vm/recovery', 'fleet/fleet', 'watch/kills', 'recovery/kills'],
];

const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = long.findIndex((part) => moduleId.includes(part));
  return rank < 0 ? long.length : rank;
};

/**
 * What takes longest begins first, so that no processor stands idle while the last file runs. On a clean checkout vitest knows
 * no durations and goes by the size of files.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    return usual.toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}
