import { putField } from '../message.ts';
import { type CommandName, commands, flags, header, headerBytes } from '../protocol.ts';
import type { Put } from './clientSocket.ts';

/** How a message deviates from a request with id 7. */
export interface MessageShape {
  readonly puts?: readonly Put[];
  /** After the fixed part. */
  readonly data?: Uint8Array;
  readonly flags?: number;
  /** What the header says instead of the truth. */
  readonly sizeBytes?: number;
}

/** A message as bytes. */
export const messageBytes = (command: CommandName | number, shape: MessageShape = {}): Uint8Array => {
  const { puts = [], data = new Uint8Array(0) } = shape;
  const row = typeof command === 'number' ? { code: command, fixedBytes: 0 } : commands[command];
  const bytes = new Uint8Array(headerBytes + row.fixedBytes + data.length);
  const view = new DataView(bytes.buffer);
  putField(view, 0, header.id, 7);
  putField(view, 0, header.command, row.code);
  putField(view, 0, header.sizeBytes, shape.sizeBytes ?? bytes.length);
  putField(view, 0, header.flags, shape.flags ?? flags.command);
  for (const [field, value] of puts) putField(view, headerBytes, field, value);
  bytes.set(data, headerBytes + row.fixedBytes);
  return bytes;
};

/** The greeting of a client of version 0.0. */
export const greetingBytes = (
  text = `{"capabilities":{"max_data_xfer_size":1048576}}${' '.repeat(99)}\0`,
): Uint8Array => messageBytes('version', { data: Buffer.from(text) });
