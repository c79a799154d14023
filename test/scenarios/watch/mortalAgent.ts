import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAgent } from '../../../src/watch/agent.ts';
import { FakeWorld } from '../../../src/watch/fakeWorld.ts';
import { stateFileIn } from '../../../src/watch/stateFile.ts';
import { keepHistory } from '../../../src/watch/store/keepHistory.ts';
import { HistoryStore } from '../../../src/watch/store/store.ts';

/**
 * An agent in a process of its own, to be killed: it watches a machine that is the same at a given time whoever looks,
 * tells into a history and then into a file, and stops by itself at the end of the machine's story.
 *
 * `mortalAgent.ts FOLDER [POINT]`: it kills itself at the so manieth point at which its death might matter, which are
 * before and after each state is saved and each happening is kept and told.
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

const [folder = '.', lastPoint = 'never'] = process.argv.slice(2);
const timeFile = join(folder, 'time');
const toldFile = join(folder, 'told.jsonl');

let points = 0;
const passPoint = (): void => {
  if (++points === Number(lastPoint)) process.kill(process.pid, 'SIGKILL');
};

// The machine lives on while its agent is dead: so far it has come.
let nowMs = existsSync(timeFile) ? Number(readFileSync(timeFile, 'utf8').trim().split('\n').at(-1)) : 0;
const world = worldAt(nowMs);
const state = stateFileIn(join(folder, 'state'));
const store = await HistoryStore.open(join(folder, 'history'), { sizeBytes: 1 << 26, now: world.now, tell: () => {} });
const agent = await openAgent({
  host: world.host(),
  now: world.now,
  random: () => 0.5,
  keptSeq: await store.newestSeq(),
  state: {
    load: state.load,
    save: async (next) => {
      passPoint();
      await state.save(next);
      passPoint();
    },
  },
});
keepHistory(agent, store);
agent.subscribe({
  happened: (told) => {
    passPoint();
    appendFileSync(toldFile, `${JSON.stringify(told)}\n`);
    passPoint();
  },
});
const stop = new AbortController();
world.onSleep = (uptimeMs) => {
  live(world, nowMs, uptimeMs);
  world.uptimeMs = uptimeMs;
  nowMs = uptimeMs;
  appendFileSync(timeFile, `${uptimeMs}\n`);
  if (uptimeMs >= endMs) stop.abort();
};
await agent.run(stop.signal);
store.close();
