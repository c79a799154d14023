import type { DmaBlock } from '../../bus/port.ts';
import type { CompletionHandle, SubmissionHandle } from './queueCommands.ts';
import type { RxCounters } from './queueCounters.ts';

/** What an Rx queue is made of. */
export interface RxParts {
  readonly id: number;
  readonly depth: number;
  readonly completionWords: number;
  readonly counters: RxCounters;
  readonly submission: SubmissionHandle;
  readonly completion: CompletionHandle;
  readonly submissionBlock: DmaBlock;
  readonly completionBlock: DmaBlock;
}
