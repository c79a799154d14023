import { VirtualClock } from '../src/bus/clock.ts';
import { Cursor, copy, ownMemory } from '../src/bus/memory.ts';
import type { DevicePort } from '../src/bus/port.ts';
import { WindowedMemory } from '../src/bus/windows.ts';
import { Frame, openDataPath, type ReceiveInfo } from '../src/device/dataPath/index.ts';
import { buildFrame, pattern } from '../src/device/dataPath/testing/frames.ts';
import { presets } from '../src/device/presets.ts';
import { directions, placements } from '../src/spec/wire/admin/queues.ts';
import { hashedProtocols, hashFunctions } from '../src/spec/wire/admin/rss.ts';
import { Rx, Tx } from '../src/spec/wire/descriptors.ts';
import { put } from '../src/spec/wire/field.ts';
import { type LlqShape, strides } from '../src/spec/wire/llq.ts';
import { machineFacts } from './contest.ts';

/**
 * `node --expose-gc bench/dataPath.ts [FRAME_BYTES]`: what the device's half of a packet costs, beside a loop that only copies
 * the same bytes. The guest's half is as small as it can be: descriptors are written in place, completions not read.
 */
const frameBytes = Number(process.argv[2] ?? 64);
const rounds = 9;
const packets = 4000 * 256;
const depth = 1024;
const burst = 256;
const base = 2 ** 32;
const bufferBytes = 2048 + 64;

const frame = Uint8Array.from(buildFrame({ payload: pattern(frameBytes - 42) }));

const open = (llq: LlqShape | undefined) => {
  const dma = new WindowedMemory();
  const memory = ownMemory(2 ** 23);
  dma.map({ address: base, ...memory });
  const port: DevicePort = {
    dma,
    llq: ownMemory(2 ** 23),
    concurrent: false,
    clock: new VirtualClock(),
    interrupt: () => {},
  };
  const path = openDataPath(port, presets.nitro);
  const inputs = new Uint16Array(16);
  for (const { index, linuxFields } of Object.values(hashedProtocols)) inputs[index] = linuxFields;
  const key = pattern(40);
  const table = new Uint16Array(128);
  path.setRss({
    hashFunction: hashFunctions.toeplitz,
    initialValue: 0,
    key,
    inputs,
    sortL3: false,
    sortL4: false,
    table,
  });
  path.setLlq(llq);
  const rings = { txDone: 0, rxDone: depth * 8, tx: depth * 24, rx: depth * 40, buffers: 2 ** 17 };
  path.createCompletionQueue({ entryWords: 2, depth, vector: 1, address: base + rings.txDone });
  path.createCompletionQueue({ entryWords: 4, depth, vector: 1, address: base + rings.rxDone });
  const host = placements.host;
  const placement = llq === undefined ? host : placements.device;
  path.createSubmissionQueue({
    direction: directions.tx,
    placement,
    completionIndex: 0,
    depth,
    address: base + rings.tx,
  });
  path.createSubmissionQueue({
    direction: directions.rx,
    placement: host,
    completionIndex: 1,
    depth,
    address: base + rings.rx,
  });
  for (let i = 0; i < depth; i++) memory.bytes.set(frame, rings.buffers + i * bufferBytes);
  return { path, memory, rings, llq: port.llq! };
};

const first = put(Tx.first, 1) | put(Tx.last, 1) | put(Tx.completionRequest, 1) | frame.length;

type Bench = ReturnType<typeof open>;

/** Writes the descriptors of a burst, in both phases as the ring goes round. */
const writeTx = ({ memory, rings }: Bench, from: number, firstBuffer = 0): void => {
  const { words } = memory;
  for (let i = from; i < from + burst; i++) {
    const slot = i & (depth - 1);
    const at = (rings.tx >>> 2) + slot * 4;
    words[at] = first | ((i & depth) === 0 ? put(Tx.phase, 1) : 0);
    words[at + 1] = slot << 22;
    words[at + 2] = rings.buffers + (firstBuffer + slot) * bufferBytes;
    words[at + 3] = 1;
  }
};

const writeLlq = ({ llq }: Bench, from: number): void => {
  const { words, bytes } = llq;
  for (let i = from; i < from + burst; i++) {
    const slot = i & (depth - 1);
    const at = slot * 32;
    words[at] = (first & ~0xffff) | ((i & depth) === 0 ? put(Tx.phase, 1) : 0);
    words[at + 1] = slot << 22;
    words[at + 2] = 0;
    words[at + 3] = frame.length << 24;
    if (bytes[at * 4 + 33] !== frame[1]) bytes.set(frame, at * 4 + 32);
  }
};

const writeRx = ({ memory, rings }: Bench, from: number): void => {
  const { words } = memory;
  for (let i = from; i < from + burst; i++) {
    const slot = i & (depth - 1);
    const at = (rings.rx >>> 2) + slot * 4;
    words[at] = 2048 | ((i & depth) === 0 ? put(Rx.phase, 1) : 0);
    words[at + 1] = slot;
    words[at + 2] = rings.buffers + depth * bufferBytes + slot * bufferBytes;
    words[at + 3] = 1;
  }
};

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
for (const [name, { guest, whole }] of Object.entries(contests)) {
  const sample = samples.get(name)!;
  const ns = median(sample.whole) - median(sample.guest);
  const bytes = bytesPer(name, whole);
  void guest;
  const heap = bytes === undefined ? '' : `  ${bytes.toFixed(3)} bytes of heap`;
  console.log(`${name.padEnd(16)} ${ns.toFixed(1).padStart(7)} ns  ${(1000 / ns).toFixed(2).padStart(6)} M/s${heap}`);
}
for (const [name, { path }] of Object.entries({ host, device, incoming, told, forwarding })) {
  const { txPackets, rxPackets, txDrops, rxDrops, quarantines } = path.counters;
  console.log(
    `${name}: sent ${txPackets}, received ${rxPackets}, lost ${txDrops + rxDrops}, quarantined ${quarantines}`,
  );
}
