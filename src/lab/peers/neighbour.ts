import type { Frame } from '../../device/dataPath/index.ts';
import type { Host } from '../host/host.ts';
import { echo } from './echo.ts';

/** Puts a neighbour at the other end of the wire that sends back what is sent to it. */
export const attachEcho = ({ device }: Host): void => {
  const { peer } = device.traffic;
  peer.transmit = (frame: Frame) => {
    const { bytes, byte, lengthBytes } = frame;
    if (echo(bytes.subarray(byte, byte + lengthBytes), lengthBytes) > 0) peer.receive(frame);
  };
};

/** Joins two hosts that share a clock by a cable. */
export const attachEachOther = (one: Host, other: Host): void => {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.device.traffic.peer.transmit = (frame) => {
      to.device.traffic.peer.receive(frame);
    };
    from.neighbours.push(to);
  }
};
