import { commands } from '../../spec/wire/admin/commands.ts';
import { completionWords, directions, placements } from '../../spec/wire/admin/queues.ts';
import { areaOffset, areas } from '../../spec/wire/areas.ts';
import { get, getWide, set } from '../../spec/wire/field.ts';
import { isRingDepth } from '../../spec/wire/ring.ts';
import type { Adapter } from '../adapter.ts';
import { strike } from '../faults.ts';
import type { Call } from './call.ts';
import { status } from './status.ts';

const CreateCq = commands.createCq.request.fields;
const CreateSq = commands.createSq.request.fields;
const CqMade = commands.createCq.response.fields;
const SqMade = commands.createSq.response.fields;

/** The vector of a queue whose driver polls it: DPDK's. */
const noVector = 0xffff_ffff;

const refusal = ({ faults }: Adapter, command: 'createCq' | 'createSq'): number | undefined => {
  const fault = faults.queueRefused;
  if (fault?.command !== undefined && fault.command !== command) return undefined;
  return strike(fault) && (fault?.status ?? status.noRoom);
};

/** Completions a queue of each direction can be served by. */
const wordsOf: Readonly<Record<'tx' | 'rx', readonly number[]>> = {
  tx: [completionWords.tx, completionWords.txExtended],
  rx: [completionWords.rx, completionWords.rxExtended],
};

const directionName = (direction: number): 'tx' | 'rx' => (direction === directions.tx ? 'tx' : 'rx');

export const createCq = (adapter: Adapter, { request, response }: Call): number => {
  const { options, traffic, queues, listener } = adapter;
  const refused = refusal(adapter, 'createCq');
  if (refused !== undefined) return refused;
  const entryWords = get(request, 0, CreateCq.entryWords);
  const depth = get(request, 0, CreateCq.depth);
  const isPolled = get(request, 0, CreateCq.interruptMode) === 0;
  const vector = isPolled ? noVector : get(request, 0, CreateCq.vector);
  const { txCompletionDepth, rxCompletionDepth } = options.queues;
  const isTxOnly = entryWords === completionWords.tx;
  if (!isTxOnly && entryWords !== completionWords.rx && entryWords !== completionWords.rxExtended)
    return status.illegal;
  const maxDepth = isTxOnly ? txCompletionDepth : Math.max(txCompletionDepth, rxCompletionDepth);
  if (!isRingDepth(depth) || depth > maxDepth) return status.illegal;
  if (vector !== noVector && vector >= options.vectors) return status.illegal;
  if (queues.completion.size >= options.queues.txQueues + options.queues.rxQueues) return status.noRoom;
  const address = getWide(request, 0, CreateCq.address);
  const made = traffic.createCompletionQueue({ entryWords, depth, vector, address });
  if (!made.ok) return made.status;
  const { numaRegisters, completionHeads } = options.queues;
  set(response, 0, CqMade.index, made.index);
  set(response, 0, CqMade.actualDepth, depth);
  set(response, 0, CqMade.interruptOffset, areaOffset(areas.interrupt, made.index));
  if (numaRegisters) set(response, 0, CqMade.numaOffset, areaOffset(areas.numa, made.index));
  if (completionHeads) set(response, 0, CqMade.headDoorbellOffset, areaOffset(areas.completionHead, made.index));
  queues.completion.set(made.index, { entryWords, queues: 0 });
  listener?.({ kind: 'queue-created', queue: 'completion', index: made.index });
  return status.success;
};

/** Deepest queue of a direction and placement; 0: there is none. */
const maxDepthOf = ({ options, settings }: Adapter, direction: number, placement: number): number => {
  const { queues, llq } = options;
  if (placement === placements.host) return direction === directions.tx ? queues.txDepth : queues.rxDepth;
  if (placement !== placements.device || direction !== directions.tx || settings.llq === undefined) return 0;
  if (settings.llq.entryBytes <= 128) return llq.maxDepth;
  return llq.maxWideDepth || llq.maxDepth / 2;
};

export const createSq = (adapter: Adapter, { request, response }: Call): number => {
  const { options, traffic, queues, listener } = adapter;
  const refused = refusal(adapter, 'createSq');
  if (refused !== undefined) return refused;
  const direction = get(request, 0, CreateSq.direction);
  const placement = get(request, 0, CreateSq.placement);
  const depth = get(request, 0, CreateSq.depth);
  if (direction !== directions.tx && direction !== directions.rx) return status.illegal;
  if (get(request, 0, CreateSq.completionPolicy) !== 0) return status.illegal;
  if (options.contiguousQueueRequired && get(request, 0, CreateSq.contiguous) === 0) return status.illegal;
  if (!isRingDepth(depth) || depth > maxDepthOf(adapter, direction, placement)) return status.illegal;
  const completionIndex = get(request, 0, CreateSq.cqIndex);
  const completion = queues.completion.get(completionIndex);
  if (completion === undefined) return status.illegal;
  if (!wordsOf[directionName(direction)].includes(completion.entryWords)) return status.illegal;
  if (!queues.hasRoom(options, direction, placement)) return status.noRoom;
  const address = getWide(request, 0, CreateSq.address);
  const made = traffic.createSubmissionQueue({ direction, placement, completionIndex, depth, address });
  if (!made.ok) return made.status;
  const doorbell = direction === directions.tx ? areas.txDoorbell : areas.rxDoorbell;
  set(response, 0, SqMade.index, made.index);
  set(response, 0, SqMade.doorbellOffset, areaOffset(doorbell, made.index));
  set(response, 0, SqMade.llqDescriptorsOffset, made.llqOffset ?? 0);
  queues.submission(direction).set(made.index, { completionIndex, placement });
  completion.queues += 1;
  listener?.({ kind: 'queue-created', queue: directionName(direction), index: made.index });
  return status.success;
};

export const destroyCq = ({ traffic, queues, listener }: Adapter, { request }: Call): number => {
  const index = get(request, 0, commands.destroyCq.request.fields.index);
  const completion = queues.completion.get(index);
  if (completion === undefined) return status.illegal;
  if (completion.queues > 0) return status.busy;
  const gone = traffic.destroyCompletionQueue(index);
  if (!gone.ok) return gone.status;
  queues.completion.delete(index);
  listener?.({ kind: 'queue-destroyed', queue: 'completion', index });
  return status.success;
};

export const destroySq = ({ traffic, queues, listener }: Adapter, { request }: Call): number => {
  const index = get(request, 0, commands.destroySq.request.fields.index);
  const direction = get(request, 0, commands.destroySq.request.fields.direction);
  if (direction !== directions.tx && direction !== directions.rx) return status.illegal;
  const queue = queues.submission(direction).get(index);
  if (queue === undefined) return status.illegal;
  const gone = traffic.destroySubmissionQueue(index, direction);
  if (!gone.ok) return gone.status;
  queues.submission(direction).delete(index);
  queues.completion.get(queue.completionIndex)!.queues -= 1;
  listener?.({ kind: 'queue-destroyed', queue: directionName(direction), index });
  return status.success;
};
