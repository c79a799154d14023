/** Sends a segment, which holds during the call only. */
export type SegmentOutlet = (segment: OutgoingSegment) => void;

/** A TCP segment to be sent, without addresses and ports. One object for all of a connection. */
export interface OutgoingSegment {
  sequence: number;
  acknowledged: number;
  flags: number;
  windowBytes: number;
  dataBytes: number;
  /** Writes its data at a place. */
  readonly fill: (target: Uint8Array, at: number) => void;
}
