import type { DmaBlock } from '../../bus/port.ts';
import type { CompletionHandle, SubmissionHandle } from './queueCommands.ts';
import type { TxCounters } from './queueCounters.ts';
import type { TxWriter } from './txWriter.ts';

/** What a Tx queue is made of. */
export interface TxParts {
  readonly id: number;
  readonly depth: number;
  readonly completionWords: number;
  readonly counters: TxCounters;
  readonly submission: SubmissionHandle;
  readonly completion: CompletionHandle;
  /** None where descriptors lie in the device's memory. */
  readonly submissionBlock: DmaBlock | undefined;
  readonly completionBlock: DmaBlock;
  readonly writer: TxWriter;
}
