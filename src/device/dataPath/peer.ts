import type { Frame } from './frame.ts';

/** What is told of a frame that goes out. One object for all frames: it holds during the call only. */
export interface TransmitInfo {
  /** Index of the Tx queue it came from. */
  readonly queue: number;
  /** 0, or the longest payload of the segments that the peer is to make of this frame. */
  readonly segmentBytes: number;
  /** Headers that each segment is to begin with. */
  readonly headerBytes: number;
  /** 0, or where the bytes begin whose checksum the peer is to fill in; their pseudo header is summed already. */
  readonly checksumStart: number;
  /** Where the checksum goes, from there. */
  readonly checksumOffset: number;
}

/** What is told of a frame that comes in. */
export interface ReceiveInfo {
  /** Whether its checksums are right: looked at by the device where nothing is said. */
  readonly checksums?: 'good' | 'bad';
  /** It came by ENA Express. */
  readonly express?: boolean;
  /** It may be longer than the MTU, as nothing is that a real adapter takes: `longest` said that there is room for it. */
  readonly long?: boolean;
}

/** The world at the other end of the wire. */
export interface NetworkPeer {
  /**
   * Called with each frame sent; set by whoever plays the network. The frame is the device's scratch: it may be changed
   * and given to `receive`, but not kept.
   */
  transmit: (frame: Frame, info: TransmitInfo) => void;
  /** Brings a frame in. It is copied at once; false: it was dropped, and counted. */
  readonly receive: (frame: Frame, info?: ReceiveInfo) => boolean;
  /**
   * Buffers that wait on the queue that has fewest: who can keep frames back asks before it brings more, for what finds no
   * buffer is lost. Infinite while there is no queue, as then nothing is worth waiting for.
   */
  readonly room: () => number;
  /**
   * Bytes that every queue has buffers for, in one packet: how long one may be that is told to be `long`. 0 while there is no
   * queue.
   */
  readonly longest: () => number;
  /** Called whenever the guest has posted buffers. Frames may be brought in from there. */
  onRoom?: (() => void) | undefined;
  /** False: nothing gets through in either direction. */
  carrier: boolean;
  /** The peer makes segments and sums itself, as a TAP device does: frames come as the guest wrote them. */
  takesOffloads: boolean;
}
