import { completionWords, directions } from '../../spec/wire/admin/queues.ts';
import { rxDescriptor, txDescriptor } from '../../spec/wire/descriptors.ts';
import { msix } from '../../spec/wire/pci.ts';
import type { Adapter } from '../adapter.ts';
import { Errno } from '../control/errno.ts';
import type { Steps } from '../work.ts';
import { LlqWriter } from './llqWriter.ts';
import {
  createCompletionQueue,
  createSubmissionQueue,
  destroyCompletionQueue,
  type SubmissionHandle,
} from './queueCommands.ts';
import { RxQueue } from './rxQueue.ts';
import { TxQueue } from './txQueue.ts';
import { HostTxWriter, type TxWriter } from './txWriter.ts';

const wordBytes = 4;

/** The writer for where a queue's descriptors are; undefined where the device named a place outside its memory. */
const writerFor = (
  { port, device }: Adapter,
  depth: number,
  { llqOffset }: SubmissionHandle,
  host: { readonly words: Uint32Array; readonly bytes: Uint8Array; readonly word: number } | undefined,
): TxWriter | undefined => {
  if (host !== undefined) return new HostTxWriter(host, host.word, depth, port.concurrent);
  const { llq } = device;
  if (llq === undefined || port.llq === undefined || llqOffset % 8 !== 0) return undefined;
  if (llqOffset + depth * llq.shape.entryBytes > port.llq.bytes.length) return undefined;
  return new LlqWriter(port.llq, llqOffset, depth, llq.shape);
};

/** Makes a Tx queue of the present depth. An error, which is told, leaves nothing behind. */
export function* createTxQueue(adapter: Adapter, id: number): Steps<TxQueue | number> {
  const { port, device, txDepth: depth } = adapter;
  const isHost = device.llq === undefined;
  const submissionBlock = isHost ? port.allocate(depth * txDescriptor.sizeBytes) : undefined;
  const completionBlock = port.allocate(depth * completionWords.tx * wordBytes);
  const release = () => {
    submissionBlock?.free();
    completionBlock?.free();
  };
  if (completionBlock === undefined || (isHost && submissionBlock === undefined)) {
    adapter.speech.say('txMemoryFailed', { queue: id });
    release();
    return Errno.noMemory;
  }
  const fail = (errno: number): number => {
    adapter.speech.say('txQueueFailed', { queue: id, result: errno });
    release();
    return errno;
  };
  const shape = { depth, entryWords: completionWords.tx, vector: msix.firstQueueVector + id };
  const completion = yield* createCompletionQueue(adapter, completionBlock, shape);
  if (typeof completion === 'number') return fail(completion);
  const wanted = { depth, cqIndex: completion.index, direction: directions.tx };
  const submission = yield* createSubmissionQueue(adapter, submissionBlock, wanted);
  const writer = typeof submission === 'number' ? undefined : writerFor(adapter, depth, submission, submissionBlock);
  if (typeof submission === 'number' || writer === undefined) {
    yield* destroyCompletionQueue(adapter, completion.index);
    return fail(typeof submission === 'number' ? submission : Errno.invalid);
  }
  const counters = adapter.pairCounters[id]!.beginTx();
  const words = { completionWords: completionWords.tx };
  return new TxQueue(adapter, {
    id,
    depth,
    counters,
    submission,
    completion,
    submissionBlock,
    completionBlock,
    writer,
    ...words,
  });
}

/** Makes an Rx queue of the present depth. An error, which is told, leaves nothing behind. */
export function* createRxQueue(adapter: Adapter, id: number): Steps<RxQueue | number> {
  const { port, rxDepth: depth } = adapter;
  const submissionBlock = port.allocate(depth * rxDescriptor.sizeBytes);
  const completionBlock = port.allocate(depth * completionWords.rx * wordBytes);
  const release = () => {
    submissionBlock?.free();
    completionBlock?.free();
  };
  if (submissionBlock === undefined || completionBlock === undefined) {
    adapter.speech.say('rxMemoryFailed', { queue: id });
    release();
    return Errno.noMemory;
  }
  const fail = (errno: number): number => {
    adapter.speech.say('rxQueueFailed', { queue: id, result: errno });
    release();
    return errno;
  };
  const shape = { depth, entryWords: completionWords.rx, vector: msix.firstQueueVector + id };
  const completion = yield* createCompletionQueue(adapter, completionBlock, shape);
  if (typeof completion === 'number') return fail(completion);
  const wanted = { depth, cqIndex: completion.index, direction: directions.rx };
  const submission = yield* createSubmissionQueue(adapter, submissionBlock, wanted);
  if (typeof submission === 'number') {
    yield* destroyCompletionQueue(adapter, completion.index);
    return fail(submission);
  }
  const counters = adapter.pairCounters[id]!.beginRx();
  const words = { completionWords: completionWords.rx };
  return new RxQueue(adapter, {
    id,
    depth,
    counters,
    submission,
    completion,
    submissionBlock,
    completionBlock,
    ...words,
  });
}
