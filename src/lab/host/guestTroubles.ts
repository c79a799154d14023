/** What can go wrong in a guest, as switches. All are off. */
export interface GuestTroubles {
  /** Nobody runs the pollers: the CPUs that should are stuck. */
  pollersStarved: boolean;
  /** Interrupts wait. */
  interruptsHeld: boolean;
  /** No page and no DMA memory is to be had. */
  outOfMemory: boolean;
  /** Interrupts of these vectors get lost between device and CPU. */
  readonly lostVectors: Set<number>;
  /** Vectors that came to lie on one line: a message of one calls the handlers of all. */
  readonly sharedVectors: Set<number>;
}

export const noTroubles = (): GuestTroubles => ({
  pollersStarved: false,
  interruptsHeld: false,
  outOfMemory: false,
  lostVectors: new Set(),
  sharedVectors: new Set(),
});
