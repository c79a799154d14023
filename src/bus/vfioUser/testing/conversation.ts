import { Message } from '../message.ts';
import { Session } from '../session.ts';
import { FakeEnds } from './fakeEnds.ts';
import { greetingBytes } from './messageBytes.ts';

/** What came back. */
export interface Answered {
  readonly id: number;
  readonly command: number;
  readonly flags: number;
  readonly errno: number;
  readonly payload: DataView;
}

/** A session that is given bytes, without a socket. */
export class Conversation {
  readonly ends = new FakeEnds();
  readonly replies: Answered[] = [];
  readonly session = new Session(this.ends, (bytes, lengthBytes) => {
    const copy = new DataView(bytes.slice(0, lengthBytes).buffer);
    this.replies.push({
      id: copy.getUint16(0, true),
      command: copy.getUint16(2, true),
      flags: copy.getUint32(8, true),
      errno: copy.getUint32(12, true),
      payload: new DataView(copy.buffer, 16),
    });
    if (copy.getUint32(4, true) !== lengthBytes) throw new Error('the size of a reply is wrong');
  });
  readonly #message = new Message();

  /** Past the greeting. */
  static greeted(): Conversation {
    const conversation = new Conversation();
    conversation.say(greetingBytes());
    conversation.replies.length = 0;
    return conversation;
  }

  /** Says a whole message; tells whether the session goes on. */
  say(bytes: Uint8Array, descriptors: readonly number[] = []): boolean {
    for (const descriptor of descriptors) this.ends.open.add(descriptor);
    this.#message.show(bytes, new DataView(bytes.buffer, bytes.byteOffset), 0, [...descriptors]);
    return this.session.take(this.#message);
  }

  /** Says it and gives the last reply. */
  ask(bytes: Uint8Array, descriptors: readonly number[] = []): Answered {
    this.say(bytes, descriptors);
    return this.replies.at(-1)!;
  }
}
