import type { Frame, NetworkPeer } from '../../../device/dataPath/index.ts';

/** What one end sends arrives at the other, as it is. No device in between, so a frame may change on its way. */
export const cable = (): readonly [NetworkPeer, NetworkPeer] => {
  const ends: NetworkPeer[] = [];
  const info = { queue: 0, segmentBytes: 0, headerBytes: 0, checksumStart: 0, checksumOffset: 0 };
  const end = (other: number): NetworkPeer => ({
    transmit: () => {},
    receive: (frame: Frame) => {
      ends[other]!.transmit(frame, info);
      return true;
    },
    room: () => Number.POSITIVE_INFINITY,
    longest: () => 0,
    carrier: true,
    takesOffloads: false,
  });
  ends.push(end(1), end(0));
  return [ends[0]!, ends[1]!];
};
