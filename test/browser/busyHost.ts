import { openPage } from '../../src/cli/ui/openPage.ts';
import { statistics } from '../../src/spec/statistics/index.ts';
import { FakeFeed } from '../../src/watch/fakeFeed.ts';
import { MemoryHistory } from '../../src/watch/http/memoryHistory.ts';
import { wallClock } from '../../src/watch/http/snapshot.ts';

/** A host with many adapters of many queues, and its page. */
export interface BusyHost {
  readonly url: string;
  readonly feed: FakeFeed;
  /** One more round of traffic, so long after now. */
  round(afterMs?: number): void;
  /** A keep-alive of each adapter, so long after now. */
  beat(afterMs?: number): void;
  close(): Promise<void>;
}

const namesOf = (queues: number): readonly string[] =>
  statistics
    .filter(({ releases, id }) => releases?.startsWith('>=') && /^\w+$/.test(id))
    .flatMap(({ name }) =>
      name.includes('_N_') ? Array.from({ length: queues }, (_, queue) => name.replace('_N_', `_${queue}_`)) : [name],
    );

/** `adapters` may be 0: a host whose adapter is gone. */
export const serveBusyHost = async (adapters: number, queues: number): Promise<BusyHost> => {
  const names = namesOf(queues);
  const feed = new FakeFeed();
  const history = new MemoryHistory(feed);
  let rounds = 0;
  let beats = 0;
  const sample = (afterMs: number) => {
    rounds += 1;
    const values = Float64Array.from(names, (name, i) => (/_(cnt|bytes)$/.test(name) ? rounds * (1000 + i) : 0));
    const atMs = Date.now() + afterMs;
    feed.adapters = Array.from({ length: adapters }, (_, i) => ({
      pci: `0000:00:${(5 + i).toString(16).padStart(2, '0')}.0`,
      interfaces: [`ens${5 + i}`],
      driver: { name: 'ena', version: '2.17.0g' },
      ...feed.adapters[i],
      sample: { atMs, names, values },
    }));
  };
  feed.adapters = [];
  sample(0);
  const page = await openPage({ feed, history, clock: wallClock });
  return {
    url: page.url,
    feed,
    round: (afterMs = 0) => {
      sample(afterMs);
      feed.round(Date.now() + afterMs);
    },
    beat: (afterMs = 0) => {
      beats += 1;
      const heartbeat = { lastMs: Date.now() + afterMs, beats, intervalMs: 1000, jitterMs: 1, watchdogMs: 6000 };
      feed.adapters = feed.adapters.map((adapter) => ({ ...adapter, heartbeat }));
      for (const { pci } of feed.adapters) feed.beat(pci, heartbeat);
    },
    close: async () => {
      history.close();
      await page.close();
    },
  };
};
