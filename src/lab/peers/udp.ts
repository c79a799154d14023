import { writeShort } from './bytes.ts';
import { at, protocols, type Route, writeIp } from './packet.ts';

const headerBytes = 8;

export interface Datagram extends Route {
  readonly sourcePort: number;
  readonly targetPort: number;
  readonly dataBytes: number;
}

/** Writes a datagram without checksum, its data as it stands in `bytes`. Says how long the frame is. */
export const writeUdp = (bytes: Uint8Array, datagram: Datagram): number => {
  const payloadBytes = headerBytes + datagram.dataBytes;
  writeShort(bytes, at.payload, datagram.sourcePort);
  writeShort(bytes, at.payload + 2, datagram.targetPort);
  writeShort(bytes, at.payload + 4, payloadBytes);
  writeShort(bytes, at.payload + 6, 0);
  return writeIp(bytes, datagram, protocols.udp, payloadBytes);
};

/** Where the data of a datagram begins in its frame. */
export const udpDataAt = at.payload + headerBytes;
