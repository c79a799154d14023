import { flags, header, headerBytes, type WireField } from './protocol.ts';

const two32 = 2 ** 32;

/** A number of a message. One of 64 bits above 2^53 is rounded, which leaves it far above every limit. */
export const getField = (view: DataView, at: number, field: WireField): number => {
  const place = at + field.at;
  if (field.bytes === 4) return view.getUint32(place, true);
  if (field.bytes === 2) return view.getUint16(place, true);
  return view.getUint32(place, true) + view.getUint32(place + 4, true) * two32;
};

export const putField = (view: DataView, at: number, field: WireField, value: number): void => {
  const place = at + field.at;
  if (field.bytes === 4) view.setUint32(place, value, true);
  else if (field.bytes === 2) view.setUint16(place, value, true);
  else {
    view.setUint32(place, value, true);
    view.setUint32(place + 4, value / two32, true);
  }
};

/** Of all messages that bring none: an object for each would be most of what a posted write costs. */
const none: readonly number[] = [];

/** A whole message, where it was received. One object is filled again and again: what it shows holds until the next. */
export class Message {
  view: DataView = new DataView(new ArrayBuffer(headerBytes));
  bytes: Uint8Array = new Uint8Array(this.view.buffer);
  /** First byte after the header. */
  at: number = headerBytes;
  /** Bytes after the header. */
  lengthBytes = 0;
  id = 0;
  command = 0;
  flags = 0;
  errno = 0;
  /** Descriptors that came with it. Who takes one empties its place. */
  descriptors: readonly number[] = none;

  /** Shows the message whose header lies at `at`. */
  show(bytes: Uint8Array, view: DataView, at: number, descriptors = none): void {
    this.bytes = bytes;
    this.view = view;
    this.at = at + headerBytes;
    this.lengthBytes = getField(view, at, header.sizeBytes) - headerBytes;
    this.id = getField(view, at, header.id);
    this.command = getField(view, at, header.command);
    this.flags = getField(view, at, header.flags);
    this.errno = getField(view, at, header.errno);
    this.descriptors = descriptors;
  }

  /** A number of the fixed part, or of a part that begins `from` bytes after the header. */
  get(field: WireField, from = 0): number {
    return getField(this.view, this.at + from, field);
  }

  get isReply(): boolean {
    return (this.flags & flags.typeMask) === flags.reply;
  }

  get isCommand(): boolean {
    return (this.flags & flags.typeMask) === flags.command;
  }

  get wantsReply(): boolean {
    return (this.flags & flags.noReply) === 0;
  }

  /** All descriptors, which are the caller's from now on. */
  takeDescriptors(): readonly number[] {
    const taken = this.descriptors;
    this.descriptors = none;
    return taken;
  }
}
