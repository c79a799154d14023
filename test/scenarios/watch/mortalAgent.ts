import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAgent } from '../../../src/watch/agent.ts';
import { FakeWorld } from '../../../src/watch/fakeWorld.ts';
import { stateFileIn } from '../../../src/watch/stateFile.ts';

/**
 * An agent in a process of its own, to be killed: it watches a machine that is the same at a given time whoever looks,
 * tells into a file, and stops by itself at the end of the machine's story. `mortalAgent.ts FOLDER`
 */

const resetEveryMs = 200_000;
const endMs = 40 * resetEveryMs;

/** The machine, brought to a time: every 200 s a reset, in between a limit that is exceeded, and the log of others. */
const worldAt = (untilMs: number): FakeWorld => {
  const world = new FakeWorld(2);
  world.uptimeMs = 0;
  live(world, -1, untilMs);
  world.uptimeMs = untilMs;
  return world;
};

const live = (world: FakeWorld, afterMs: number, untilMs: number): void => {
  for (let atMs = Math.floor(afterMs / 1000) * 1000 + 1000; atMs <= untilMs; atMs += 1000) {
    world.uptimeMs = atMs;
    const phase = atMs % resetEveryMs;
    if (phase === 10_000) {
      world.log('ena 0000:00:05.0 eth0: Keep alive watchdog timeout.');
      world.log('ena 0000:00:05.0 eth0: Trigger reset is on');
    }
    if (phase === 12_000) world.log('ena 0000:00:05.0: Device reset completed successfully');
    if (phase === 40_000) world.adapters.get('0000:00:06.0')?.counters.set('pps_allowance_exceeded', atMs);
    if (atMs % 7000 === 0) world.log('usb 1-1: new device', 6);
  }
};

const [folder = '.'] = process.argv.slice(2);
const timeFile = join(folder, 'time');
const toldFile = join(folder, 'told.jsonl');

// The machine lives on while its agent is dead: so far it has come.
let nowMs = existsSync(timeFile) ? Number(readFileSync(timeFile, 'utf8').trim().split('\n').at(-1)) : 0;
const world = worldAt(nowMs);
const agent = await openAgent({
  host: world.host(),
  now: world.now,
  random: () => 0.5,
  state: stateFileIn(join(folder, 'state')),
});
agent.subscribe({ happened: (told) => appendFileSync(toldFile, `${JSON.stringify(told)}\n`) });
const stop = new AbortController();
world.onSleep = (uptimeMs) => {
  live(world, nowMs, uptimeMs);
  world.uptimeMs = uptimeMs;
  nowMs = uptimeMs;
  appendFileSync(timeFile, `${uptimeMs}\n`);
  if (uptimeMs >= endMs) stop.abort();
};
await agent.run(stop.signal);
appendFileSync(timeFile, 'end\n');
