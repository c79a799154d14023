import { VirtualClock } from '../src/bus/clock.ts';
import { ownMemory, type Views } from '../src/bus/memory.ts';
import type { DevicePort } from '../src/bus/port.ts';
import { WindowedMemory } from '../src/bus/windows.ts';
import { type DataPath, openDataPath } from '../src/device/dataPath/index.ts';
import { pattern } from '../src/device/dataPath/testing/frames.ts';
import { presets } from '../src/device/presets.ts';
import { directions, placements } from '../src/spec/wire/admin/queues.ts';
import { hashedProtocols, hashFunctions } from '../src/spec/wire/admin/rss.ts';
import { Rx, Tx } from '../src/spec/wire/descriptors.ts';
import { put } from '../src/spec/wire/field.ts';
import type { LlqShape } from '../src/spec/wire/llq.ts';

/** Of all rings. */
export const depth = 1024;
/** Packets between two doorbells. */
export const burst = 256;
/** Where the guest's memory begins. */
export const base = 2 ** 32;
/** From one buffer to the next: not a power of two, so that the caches can hold them. */
export const bufferBytes = 2048 + 64;

/** A data path with one Tx and one Rx queue, and where in the guest's memory its rings and buffers lie. */
export interface Bench {
  readonly path: DataPath;
  readonly memory: Views;
  readonly rings: {
    readonly txDone: number;
    readonly rxDone: number;
    readonly tx: number;
    readonly rx: number;
    readonly buffers: number;
  };
  readonly llq: Views;
}

/** Makes data paths whose buffers all hold `frame`, and writes descriptors for bursts of it, in both phases as rings go round. */
export const deviceRings = (frame: Uint8Array) => {
  const open = (llq: LlqShape | undefined): Bench => {
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

  return { open, writeTx, writeLlq, writeRx };
};
