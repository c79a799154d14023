import type { DmaBlock } from '../../bus/port.ts';
import { commands } from '../../spec/wire/admin/commands.ts';
import { request } from '../../spec/wire/admin/entries.ts';
import { directions, placements } from '../../spec/wire/admin/queues.ts';
import { decode, encode } from '../../spec/wire/decode.ts';
import { set } from '../../spec/wire/field.ts';
import type { Adapter } from '../adapter.ts';
import { execute } from '../control/commands.ts';
import { Errno } from '../control/errno.ts';
import type { Steps } from '../work.ts';

/** A queue as the device knows it. */
export interface CompletionHandle {
  readonly index: number;
  readonly interruptOffset: number;
  readonly numaOffset: number;
}

/** Likewise. */
export interface SubmissionHandle {
  readonly index: number;
  readonly doorbellOffset: number;
  readonly llqOffset: number;
}

/** Whether the device can reach a block; says so where it cannot. */
const isReachable = ({ device, speech }: Adapter, { address, sizeBytes }: DmaBlock): boolean => {
  if (address + sizeBytes <= 2 ** device.dmaWidth) return true;
  speech.say('addressTooWide');
  return false;
};

/** Has the device make a completion queue. Says what went wrong. */
export function* createCompletionQueue(
  adapter: Adapter,
  block: DmaBlock,
  shape: { readonly depth: number; readonly entryWords: number; readonly vector: number },
): Steps<CompletionHandle | number> {
  if (!isReachable(adapter, block)) return Errno.invalid;
  const { opcode, request: form, response } = commands.createCq;
  const { errno, words } = yield* execute(adapter, (entry, at) => {
    set(entry, at, request.fields.opcode, opcode);
    encode(form.fields, entry, at, { interruptMode: 1, address: block.address, ...shape });
  });
  if (errno === 0) {
    const { index, interruptOffset, numaOffset } = decode(response.fields, words);
    return { index, interruptOffset, numaOffset };
  }
  adapter.speech.say('completionQueueFailed', { result: errno });
  return errno;
}

/** Has the device make a submission queue; without a block it lies in the device's memory. */
export function* createSubmissionQueue(
  adapter: Adapter,
  block: DmaBlock | undefined,
  shape: { readonly depth: number; readonly cqIndex: number; readonly direction: number },
): Steps<SubmissionHandle | number> {
  if (block !== undefined && !isReachable(adapter, block)) return Errno.invalid;
  const { opcode, request: form, response } = commands.createSq;
  const placement = block === undefined ? placements.device : placements.host;
  const { errno, words } = yield* execute(adapter, (entry, at) => {
    set(entry, at, request.fields.opcode, opcode);
    encode(form.fields, entry, at, { contiguous: 1, placement, address: block?.address ?? 0, ...shape });
  });
  if (errno === 0) {
    const { index, doorbellOffset, llqDescriptorsOffset } = decode(response.fields, words);
    return { index, doorbellOffset, llqOffset: llqDescriptorsOffset };
  }
  adapter.speech.say('submissionQueueFailed', { result: errno });
  return errno;
}

/** Has the device forget a submission queue. Errors other than that there is no device are told. */
export function* destroySubmissionQueue(adapter: Adapter, index: number, isTx: boolean): Steps<void> {
  const { opcode, request: form } = commands.destroySq;
  const { errno } = yield* execute(adapter, (entry, at) => {
    set(entry, at, request.fields.opcode, opcode);
    encode(form.fields, entry, at, { index, direction: isTx ? directions.tx : directions.rx });
  });
  if (errno < 0 && errno !== Errno.noDevice) adapter.speech.say('submissionQueueKept', { result: errno });
}

/** Has the device forget a completion queue. */
export function* destroyCompletionQueue(adapter: Adapter, index: number): Steps<void> {
  const { opcode, request: form } = commands.destroyCq;
  const { errno } = yield* execute(adapter, (entry, at) => {
    set(entry, at, request.fields.opcode, opcode);
    encode(form.fields, entry, at, { index });
  });
  if (errno < 0 && errno !== Errno.noDevice) adapter.speech.say('completionQueueKept', { result: errno });
}
