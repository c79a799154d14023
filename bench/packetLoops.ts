import { copy, ownMemory } from '../src/bus/memory.ts';
import { Frame } from '../src/device/dataPath/index.ts';
import { buildFrame, pattern } from '../src/device/dataPath/testing/frames.ts';
import type { DeviceOptions } from '../src/device/options.ts';
import { presets } from '../src/device/presets.ts';
import { TxFrame } from '../src/driver/driver.ts';
import { burst, join, type Loop, outgoing } from './joined.ts';

/** What `packets.ts` bundles and runs: `node --expose-gc packetLoops.js FRAME_BYTES PACKETS ROUNDS [ONLY]`. */
const [frameBytes = 64, packets = 50_000, rounds = 200] = process.argv.slice(2, 5).map(Number);
const only = process.argv[5];
const warmUpRounds = 20;
const simulatedSeconds = 20_000;

const hostPlaced: DeviceOptions = {
  ...presets.nitro,
  features: presets.nitro.features.filter((name) => name !== 'llq'),
};

const bytes = Uint8Array.from(buildFrame({ payload: pattern(frameBytes - 42) }));

const transmit = (options: DeviceOptions): Loop => {
  const { driver, peer, serve } = join(options, () => {});
  const frame = outgoing(bytes);
  let arrived = 0;
  peer.transmit = () => {
    arrived++;
  };
  return (count) => {
    arrived = 0;
    for (let sent = 0; sent < count; ) {
      for (let i = 1; i <= burst; i++) {
        frame.more = i < burst;
        if (driver.transmit(frame) === 'sent') sent++;
      }
      serve();
      if (arrived < sent) throw new Error(`${arrived} of ${sent} arrived`);
    }
    return arrived;
  };
};

const receive = (options: DeviceOptions): Loop => {
  let arrived = 0;
  const { peer, serve } = join(options, () => {
    arrived++;
  });
  const frame = Frame.of(bytes);
  return (count) => {
    arrived = 0;
    for (let sent = 0; sent < count; sent += burst) {
      for (let i = 0; i < burst; i++) peer.receive(frame);
      serve();
    }
    return arrived;
  };
};

/** Each packet is received and sent on, as a router would; the doorbell rings once a burst. */
const forward = (options: DeviceOptions): Loop => {
  let arrived = 0;
  let taken = 0;
  const out = new TxFrame().plain();
  const { peer, serve } = join(options, (driver, frame) => {
    out.memory = frame.memory[0]!;
    out.start = frame.start[0]!;
    out.lengthBytes = frame.lengthBytes;
    out.more = ++taken % burst !== 0;
    driver.transmit(out);
  });
  peer.transmit = () => {
    arrived++;
  };
  const frame = Frame.of(bytes);
  return (count) => {
    arrived = 0;
    for (let sent = 0; sent < count; sent += burst) {
      for (let i = 0; i < burst; i++) peer.receive(frame);
      serve();
    }
    return arrived;
  };
};

/** The limit: the same bytes, copied once and nothing else. Places change as they do in rings. */
const onlyCopy = (): Loop => {
  const [from, to] = [ownMemory(2 ** 22), ownMemory(2 ** 22)];
  return (count) => {
    for (let i = 0; i < count; i++) copy(from, (i & 1023) * 4096, to, (i & 1023) * 4096, frameBytes);
    return count;
  };
};

const loops: readonly { readonly name: string; readonly make: () => Loop }[] = [
  { name: 'only copying', make: onlyCopy },
  { name: 'Tx, LLQ', make: () => transmit(presets.nitro) },
  { name: 'Tx, host memory', make: () => transmit(hostPlaced) },
  { name: 'Rx', make: () => receive(presets.nitro) },
  { name: 'forward, LLQ', make: () => forward(presets.nitro) },
  { name: 'forward, host memory', make: () => forward(hostPlaced) },
];

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

console.log(
  '| What | ns per packet | Million packets/s | Best | Bytes allocated per packet |\n|---|---:|---:|---:|---:|',
);
for (const { name, make } of loops) {
  if (only !== undefined && !name.startsWith(only)) continue;
  const loop = make();
  for (let round = 0; round < warmUpRounds; round++) loop(packets);
  globalThis.gc?.();
  const times: number[] = [];
  const before = process.memoryUsage().heapUsed;
  for (let round = 0; round < rounds; round++) {
    const startMs = performance.now();
    const arrived = loop(packets);
    times.push(((performance.now() - startMs) * 1e6) / arrived);
    if (arrived < packets) throw new Error(`${arrived} of ${packets} arrived`);
  }
  const allocated = (process.memoryUsage().heapUsed - before) / (packets * rounds);
  const rate = (ns: number) => (1000 / ns).toFixed(2);
  const ns = median(times);
  console.log(`| ${name} | ${ns.toFixed(1)} | ${rate(ns)} | ${rate(Math.min(...times))} | ${allocated.toFixed(3)} |`);
}

if (only === undefined || only === 'idle') {
  const { run } = join(presets.nitro, () => {});
  run(simulatedSeconds / 4);
  const startMs = performance.now();
  run(simulatedSeconds);
  const seconds = (performance.now() - startMs) / 1000;
  console.log(`\nidle, with keep-alives: ${Math.round(simulatedSeconds / seconds)} simulated seconds per second`);
}
