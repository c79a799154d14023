import { type Strike, strike } from '../faults.ts';

/** Strikes at interrupts: at all, or at those of one vector. */
export interface InterruptStrike extends Strike {
  readonly vector?: number | undefined;
}

/**
 * What can go wrong on the data path. To lay a fault, assign it: `faults.txCompletionLost = { left: 3 }`; to clear it, assign
 * undefined. Resets leave them be.
 */
export class DataPathFaults {
  /** A packet is sent, and its completion never written. */
  txCompletionLost: Strike | undefined;
  /** A packet is sent, and its completion written later. */
  txCompletionLate: (Strike & { readonly delayMs: number }) | undefined;
  /** A completion names an id that the ring does not have. */
  txBadRequestId: Strike | undefined;
  /** Bits of a Tx completion are set that must be 0. */
  txMalformed: Strike | undefined;
  /** A completion of a buffer names an id that the ring does not have. */
  rxBadRequestId: Strike | undefined;
  /** A packet is spread over two buffers, and both claim to be its first. */
  rxFirstInMiddle: Strike | undefined;
  /** Bits of an Rx completion are set that must be 0. */
  rxMalformed: Strike | undefined;
  /** A packet is spread over more buffers than a packet may have. */
  rxTooManyDescriptors: Strike | undefined;
  /** An interrupt is not sent, and the device believes it was: the vector stays masked. */
  interruptLost: InterruptStrike | undefined;
  /** Likewise, but only the first of a vector since its queues were made. */
  firstInterruptLost: InterruptStrike | undefined;
  /** An interrupt is held back; the next completion tries again. */
  interruptWithheld: InterruptStrike | undefined;
  /** A store to the doorbell of a Tx queue comes to nothing. */
  txDoorbellIgnored: Strike | undefined;
  /** A store to the doorbell of an Rx queue comes to nothing. */
  rxDoorbellIgnored: Strike | undefined;

  /** Ends all of them. */
  clear(): void {
    Object.assign(this, new DataPathFaults());
  }
}

/** Whether the fault strikes at this vector; counts the strike. */
export const strikesVector = (fault: InterruptStrike | undefined, vector: number): boolean =>
  fault !== undefined && (fault.vector === undefined || fault.vector === vector) && strike(fault) !== undefined;
