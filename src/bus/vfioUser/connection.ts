import { DescriptorChannel, wouldBlock } from '../../native/descriptorChannel.ts';
import { offHeap } from '../../native/libc.ts';
import type { SystemCalls } from '../../native/systemCalls.ts';
import { Message } from './message.ts';
import { MessageStream, type StreamFault } from './messageStream.ts';
import { Outbox } from './outbox.ts';
import type { Session } from './session.ts';

/** Why a client is gone. */
export type Parting =
  | StreamFault
  | 'closed by the client'
  | 'closed by the server'
  | 'socket failed'
  | 'did not follow the protocol'
  | 'did not answer';

/** Waits until a descriptor has something to read, or room to write, at most so long. */
export type Patience = (descriptor: number, writes: boolean, limitMs: number) => void;

/** A client that has not answered for so long is given up. Its whole machine may be slow; ours stands still meanwhile. */
const answerLimitMs = 1000;

/** A socket with a client at its other end. */
export class Connection {
  readonly descriptor: number;
  /** Why it ended; undefined while it has not. */
  parting: Parting | undefined;
  readonly #channel: DescriptorChannel;
  readonly #session: Session;
  readonly #patience: Patience;
  readonly #stream = new MessageStream(offHeap);
  readonly #message = new Message();
  readonly #answer = new Message();
  readonly #outbox: Outbox;

  /** `open` makes the session, given how it sends. */
  constructor(
    calls: SystemCalls,
    descriptor: number,
    patience: Patience,
    open: (send: (bytes: Uint8Array, lengthBytes: number) => void) => Session,
  ) {
    this.descriptor = descriptor;
    this.#patience = patience;
    const channel = new DescriptorChannel(calls, descriptor);
    this.#channel = channel;
    this.#outbox = new Outbox((bytes, lengthBytes) => {
      const sent = channel.send(bytes, lengthBytes);
      if (sent < 0 && sent !== wouldBlock) this.parting ??= 'socket failed';
      return sent;
    });
    this.#session = open((bytes, lengthBytes) => this.#outbox.put(bytes, lengthBytes));
  }

  /** Replies wait for a client that does not read. As long as they do, nothing more is read from it. */
  get isBlocked(): boolean {
    return !this.#outbox.isEmpty;
  }

  /** Takes what came, and acts on it. */
  pump(): void {
    this.#outbox.flush();
    if (this.isBlocked || this.parting !== undefined) return;
    this.#receive();
    this.#act();
  }

  /** Sends a message of ours and waits for its answer. Messages that come meanwhile wait until this one is done with. */
  exchange(bytes: Uint8Array, lengthBytes: number, id: number): Message | undefined {
    if (this.parting !== undefined) return undefined;
    const stream = this.#stream;
    stream.pins++;
    this.#outbox.put(bytes, lengthBytes);
    const endMs = performance.now() + answerLimitMs;
    const answer = this.#answer;
    try {
      while (this.parting === undefined) {
        this.#outbox.flush();
        if (stream.find(answer, () => answer.isReply && answer.id === id)) return answer;
        const leftMs = endMs - performance.now();
        if (leftMs <= 0) this.parting ??= 'did not answer';
        else this.#patience(this.descriptor, this.isBlocked, leftMs);
        this.#receive();
      }
      return undefined;
    } finally {
      stream.pins--;
    }
  }

  /** Closes it, and what came with messages that nobody took. */
  close(closeDescriptor: (descriptor: number) => void): void {
    for (const descriptor of this.#stream.takeDescriptors()) closeDescriptor(descriptor);
    this.#channel.close();
  }

  #receive(): void {
    const stream = this.#stream;
    if (this.parting !== undefined) return;
    if (!stream.makeRoom()) {
      // Only while we wait for an answer can so much gather: the client talks, but does not answer.
      this.parting = 'did not answer';
      return;
    }
    const descriptors: number[] = [];
    const count = this.#channel.receive(stream.bytes, stream.end, descriptors);
    if (count > 0) stream.received(count, descriptors);
    else if (count === 0) this.parting = 'closed by the client';
    else if (count !== wouldBlock) this.parting = 'socket failed';
    if (this.#channel.wasTruncated) this.parting ??= 'too many descriptors';
  }

  #act(): void {
    while (!this.isBlocked && this.parting === undefined && this.#stream.next(this.#message)) {
      if (!this.#session.take(this.#message)) this.parting ??= 'did not follow the protocol';
    }
    this.parting ??= this.#stream.fault;
  }
}
