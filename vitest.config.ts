import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longestFirst.ts';

/** Tests that boot machines, start browsers or fetch packages: they come first at the processors. */
const machines = [
  'test/vm/**/*.test.ts',
  'test/browser/**/*.test.ts',
  'src/lab/vm/machine.test.ts',
  'test/scenarios/helpExamples.test.ts',
  'test/scenarios/preflight.test.ts',
  'test/scenarios/readmeCommands.test.ts',
  'test/scenarios/watch/kills.test.ts',
];

/** Tests that compute for long and wait for nothing real: they may run beside machines, in what time those leave. */
const simulations = [
  'test/scenarios/drills/*.test.ts',
  'test/simulation/*.test.ts',
  'test/scenarios/recovery/kills.test.ts',
  'src/dashboard/lab/labFeed.test.ts',
  'src/device/**/*Guest.test.ts',
  'src/driver/hostileDevice.test.ts',
  'src/recovery/journey.test.ts',
];

export default defineConfig({
  test: {
    setupFiles: ['test/seed.ts'],
    testTimeout: 30_000,
    sequence: { sequencer: LongestFirst },
    // On two processors vitest would leave one idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Node runs our TypeScript as it is. Rewritten by Vite, what the tests spend on packets takes a third longer.
    experimental: { viteModuleRunner: false },
    // A file finds modules loaded by the one before it, which saves a quarter of the time: modules keep no state.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'code',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'bench/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: [...machines, ...simulations],
          sequence: { groupOrder: 0 },
        },
      },
      // Of three machines at once one does not keep up, although they wait for a third of their time.
      { extends: true, test: { name: 'machines', include: machines, maxWorkers: 2, sequence: { groupOrder: 1 } } },
      {
        extends: true,
        test: { name: 'simulations', include: simulations, testTimeout: 600_000, sequence: { groupOrder: 2 } },
      },
    ],
  },
});
