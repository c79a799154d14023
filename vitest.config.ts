import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longestFirst.ts';

/** Tests that boot machines, start browsers or fetch packages: they want the processors for themselves. */
const heavy = [
  'test/vm/**/*.test.ts',
  'test/browser/**/*.test.ts',
  'src/lab/vm/machine.test.ts',
  'test/scenarios/helpExamples.test.ts',
  'test/scenarios/preflight.test.ts',
  'test/scenarios/readmeCommands.test.ts',
  'test/scenarios/watch/kills.test.ts',
];

export default defineConfig({
  test: {
    setupFiles: ['test/seed.ts'],
    testTimeout: 30_000,
    sequence: { sequencer: LongestFirst },
    // On two processors vitest would leave one idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: 'code',
          include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts', 'bench/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: heavy,
          sequence: { groupOrder: 0 },
        },
      },
      // Of three at once one does not keep up, although they wait for a third of their time.
      { extends: true, test: { name: 'machines', include: heavy, maxWorkers: 2, sequence: { groupOrder: 1 } } },
    ],
  },
});
