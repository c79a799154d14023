import { Cursor, copy, ownMemory } from '../src/bus/memory.ts';
import { WindowedMemory } from '../src/bus/windows.ts';
import { Frame, type ReceiveInfo } from '../src/device/dataPath/index.ts';
import { buildFrame, pattern } from '../src/device/dataPath/testing/frames.ts';
import { strides } from '../src/spec/wire/llq.ts';
import { machineFacts } from './contest.ts';
import { type Bench, base, bufferBytes, burst, depth, deviceRings } from './dataPathRings.ts';

/**
 * `node --expose-gc bench/dataPath.ts [FRAME_BYTES [LOOP]]`: what the device's half of a packet costs, beside a loop that only copies
 * the same bytes. The guest's half is as small as it can be: descriptors are written in place, completions not read.
 */
const frameBytes = Number(process.argv[2] ?? 64);
const rounds = 9;
const packets = 4000 * 256;
const frame = Uint8Array.from(buildFrame({ payload: pattern(frameBytes - 42) }));
const { open, writeTx, writeLlq, writeRx } = deviceRings(frame);

/** Rings go on where they were, so each kind of work counts for itself. */
const places = new Map<string, number>();
const inBursts = (place: string, work: (from: number) => void): void => {
  let from = places.get(place) ?? 0;
  for (let i = 0; i < packets / burst; i++, from += burst) work(from);
  places.set(place, from);
};

const host = open(undefined);
const llqShape = { entryBytes: 128, descriptorsBeforeHeader: 2, stride: strides.multiple } as const;
const device = open(llqShape);
const incoming = open(undefined);
const told = open(undefined);
const forwarding = open(undefined);
const wire = Frame.of(frame);

/** What a burst of each kind does; the guest's part alone is measured as well, and subtracted. */
const contests: Record<string, { guest: (from: number) => void; whole: (from: number) => void }> = {
  'Tx, host memory': {
    guest: (from) => writeTx(host, from),
    whole: (from) => {
      writeTx(host, from);
      host.path.doorbell('txDoorbell', 0, (from + burst) & 0xffff);
    },
  },
};
if (frame.length <= 96) {
  contests['Tx, LLQ'] = {
    guest: (from) => writeLlq(device, from),
    whole: (from) => {
      writeLlq(device, from);
      device.path.doorbell('txDoorbell', 0, (from + burst) & 0xffff);
    },
  };
}
const receive = ({ path }: Bench, from: number, info?: ReceiveInfo): void => {
  path.doorbell('rxDoorbell', 0, (from + burst) & 0xffff);
  for (let i = 0; i < burst; i++) path.peer.receive(wire, info);
};
contests.Rx = {
  guest: (from) => writeRx(incoming, from),
  whole: (from) => {
    writeRx(incoming, from);
    receive(incoming, from);
  },
};
// A peer that made the frames knows that they are right.
contests['Rx, sums told'] = {
  guest: (from) => writeRx(told, from),
  whole: (from) => {
    writeRx(told, from);
    receive(told, from, { checksums: 'good' });
  },
};
// Each frame comes in, and goes out from the buffer it came to.
contests.Forward = {
  guest: (from) => {
    writeRx(forwarding, from);
    writeTx(forwarding, from, depth);
  },
  whole: (from) => {
    writeRx(forwarding, from);
    receive(forwarding, from);
    writeTx(forwarding, from, depth);
    forwarding.path.doorbell('txDoorbell', 0, (from + burst) & 0xffff);
  },
};

/** The limit: the bytes copied as often as the device must, to scratch and to the guest, found by address. */
const scratch = ownMemory(4096);
const cursor = new Cursor();
const copyLoop = (copies: number) => (from: number) => {
  const { memory, rings } = host;
  const dma = copyMemory;
  for (let i = from; i < from + burst; i++) {
    const slot = i & (depth - 1);
    for (let n = 0; n < copies; n++) {
      dma.resolve(base + rings.buffers + slot * bufferBytes, frame.length, cursor);
      if (n === 0) copy(cursor, cursor.byte, scratch, 0, frame.length);
      else copy(scratch, 0, memory, rings.buffers + (depth + slot) * bufferBytes, frame.length);
    }
  }
};
const copyMemory = new WindowedMemory();
copyMemory.map({ address: base, ...host.memory });
contests['copy once'] = { guest: () => {}, whole: copyLoop(1) };
contests['copy twice'] = { guest: () => {}, whole: copyLoop(2) };

/** Processor time, so that others on the machine count less. */
const nsPer = (place: string, work: (from: number) => void): number => {
  const before = process.cpuUsage();
  inBursts(place, work);
  return (process.cpuUsage(before).user * 1000) / packets;
};

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;

const bytesPer = (place: string, work: (from: number) => void): number | undefined => {
  if (globalThis.gc === undefined) return undefined;
  globalThis.gc();
  const before = process.memoryUsage().heapUsed + process.memoryUsage().external;
  inBursts(place, work);
  const after = process.memoryUsage().heapUsed + process.memoryUsage().external;
  return (after - before) / packets;
};

console.log(
  `${machineFacts()}\n${packets} packets of ${frame.length} bytes in bursts of ${burst}, median of ${rounds}\n`,
);
const samples = new Map(Object.keys(contests).map((name) => [name, { guest: [] as number[], whole: [] as number[] }]));
const only = process.argv[3];
for (const name of Object.keys(contests)) if (only !== undefined && name !== only) delete contests[name];
for (let round = 0; round < rounds; round++) {
  for (const [name, { guest, whole }] of Object.entries(contests)) {
    samples.get(name)!.whole.push(nsPer(name, whole));
    samples.get(name)!.guest.push(nsPer(`guest of ${name}`, guest));
  }
}
for (const [name, { whole }] of Object.entries(contests)) {
  const sample = samples.get(name)!;
  const ns = median(sample.whole) - median(sample.guest);
  const bytes = bytesPer(name, whole);
  const heap = bytes === undefined ? '' : `  ${bytes.toFixed(3)} bytes of heap`;
  console.log(`${name.padEnd(16)} ${ns.toFixed(1).padStart(7)} ns  ${(1000 / ns).toFixed(2).padStart(6)} M/s${heap}`);
}
for (const [name, { path }] of Object.entries({ host, device, incoming, told, forwarding })) {
  const { txPackets, rxPackets, txDrops, rxDrops, quarantines } = path.counters;
  console.log(
    `${name}: sent ${txPackets}, received ${rxPackets}, lost ${txDrops + rxDrops}, quarantined ${quarantines}`,
  );
}
