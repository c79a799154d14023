import { copy, ownMemory } from '../src/bus/memory.ts';
import { Frame } from '../src/device/dataPath/index.ts';
import { buildFrame, pattern } from '../src/device/dataPath/testing/frames.ts';
import { presets } from '../src/device/presets.ts';
import { l3Protocols, l4Protocols } from '../src/spec/wire/descriptors.ts';
import { join, type Loop, outgoing } from './joined.ts';

/** What `packets.ts` bundles and runs for long frames: `node streamLoops.js ROUNDS`. */
const rounds = Number(process.argv[2] ?? 5);
/** So short that some rounds are not disturbed by others on the machine; the best counts. */
const bytesPerRound = 2 ** 24;
const measuredPerRound = 32;
/** As long as Linux makes them: the IP packet has a length of 16 bits. */
const longBytes = 0xffff;
const jumboBytes = 9014;

const stream = (frameBytes: number): Uint8Array =>
  Uint8Array.from(buildFrame({ protocol: 'tcp', payload: pattern(frameBytes - 54) }));

/** Frames of a TCP stream, longer than the wire takes: cut by the device, or given to a peer that does it itself. */
const transmit = (takesOffloads: boolean): Loop => {
  const { driver, peer, serve } = join(presets.nitro, () => {});
  const frame = outgoing(stream(longBytes));
  frame.segmentBytes = 1448;
  frame.l3Protocol = l3Protocols.ipv4;
  frame.l4Protocol = l4Protocols.tcp;
  let arrivedBytes = 0;
  peer.takesOffloads = takesOffloads;
  peer.transmit = ({ lengthBytes }) => {
    arrivedBytes += lengthBytes;
  };
  return (count) => {
    arrivedBytes = 0;
    for (let sent = 0; sent < count; sent++) {
      if (driver.transmit(frame) !== 'sent') throw new Error('the driver does not take the frame');
      serve();
    }
    if (arrivedBytes < count * longBytes) throw new Error(`${arrivedBytes} bytes of ${count * longBytes} arrived`);
    return count;
  };
};

/** Frames that lie in several buffers of the driver. A peer that made them knows that their sums are right. */
const receive = (checksums: 'good' | undefined): Loop => {
  let arrived = 0;
  const { peer, serve } = join(presets.nitro, () => void arrived++, { mtu: 9000 });
  const frame = Frame.of(stream(jumboBytes));
  const info = checksums === undefined ? undefined : { checksums };
  return (count) => {
    arrived = 0;
    for (let sent = 0; sent < count; sent++) {
      peer.receive(frame, info);
      serve();
    }
    return arrived;
  };
};

/** The same bytes copied so often and nothing else, over as much memory as a ring has. */
const onlyCopy = (frameBytes: number, times: number): Loop => {
  const [from, to] = [ownMemory(2 ** 22), ownMemory(2 ** 22)];
  const stepBytes = Math.ceil(frameBytes / 4096) * 4096;
  const places = Math.floor(2 ** 22 / stepBytes);
  return (count) => {
    for (let i = 0; i < count; i++) {
      const at = (i % places) * stepBytes;
      for (let time = 0; time < times; time++) copy(from, at, to, at, frameBytes);
    }
    return count;
  };
};

const loops: readonly { readonly name: string; readonly frameBytes: number; readonly make: () => Loop }[] = [
  { name: 'only copying, twice', frameBytes: longBytes, make: () => onlyCopy(longBytes, 2) },
  { name: 'Tx of 64 KiB, the peer cuts', frameBytes: longBytes, make: () => transmit(true) },
  { name: 'Tx of 64 KiB, the device cuts and sums', frameBytes: longBytes, make: () => transmit(false) },
  { name: 'only copying, once', frameBytes: jumboBytes, make: () => onlyCopy(jumboBytes, 1) },
  { name: 'Rx of 9014 bytes, sums told', frameBytes: jumboBytes, make: () => receive('good') },
  { name: 'Rx of 9014 bytes, the device sums', frameBytes: jumboBytes, make: () => receive(undefined) },
];

console.log('\n| What | Best ns per frame | GB/s |\n|---|---:|---:|');
for (const { name, frameBytes, make } of loops) {
  const loop = make();
  const count = Math.ceil(bytesPerRound / frameBytes);
  for (let round = 0; round < measuredPerRound; round++) loop(count);
  let bestNs = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds * measuredPerRound; round++) {
    const startMs = performance.now();
    const arrived = loop(count);
    bestNs = Math.min(bestNs, ((performance.now() - startMs) * 1e6) / arrived);
  }
  console.log(`| ${name} | ${bestNs.toFixed(0)} | ${(frameBytes / bestNs).toFixed(2)} |`);
}
