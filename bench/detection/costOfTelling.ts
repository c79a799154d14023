import { FakeWorld } from '../../src/watch/fakeWorld.ts';
import { watched } from '../../src/watch/watchedWorld.ts';

const second = 1000;

/**
 * What the agent itself computes between the first line of the first reset it ever saw and telling it, in milliseconds of
 * processor time: what its emulated processor adds to the delay is not its own.
 */
export const costOfTelling = async (): Promise<number> => {
  const world = new FakeWorld();
  let costMs = Number.NaN;
  await watched(world, 30 * second, {
    [10 * second]: (agent) => {
      const begin = process.cpuUsage();
      agent.subscribe({
        happened: ({ kind }) => {
          const { user, system } = process.cpuUsage(begin);
          if (kind === 'incident-opened') costMs = (user + system) / 1000;
        },
      });
      world.log('ena 0000:00:05.0 eth0: Keep alive watchdog timeout.');
      world.log('ena 0000:00:05.0 eth0: Trigger reset is on');
    },
  });
  return costMs;
};
