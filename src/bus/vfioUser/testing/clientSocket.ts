import { DescriptorChannel, wouldBlock } from '../../../native/descriptorChannel.ts';
import { offHeap } from '../../../native/libc.ts';
import type { SystemCalls } from '../../../native/systemCalls.ts';
import { connectUnix } from '../../../native/unixSocket.ts';
import { Message, putField } from '../message.ts';
import { MessageStream } from '../messageStream.ts';
import { type CommandName, commands, flags, header, headerBytes, limits, type WireField } from '../protocol.ts';

/** A field and its value. */
export type Put = readonly [field: WireField, value: number];

/** What a request says beside its fields. */
export interface RequestOptions {
  /** After the fixed part. */
  readonly data?: Uint8Array;
  readonly descriptors?: readonly number[];
  /** Nobody waits for the reply. */
  readonly isPosted?: boolean;
}

/** The server said no. */
export class Refused extends Error {
  readonly errno: number;

  constructor(command: CommandName, errno: number) {
    super(`${command} was refused with ${errno}`);
    this.name = 'Refused';
    this.errno = errno;
  }
}

/** The server is gone, or says nothing. */
export class ServerGone extends Error {}

const patienceMs = 5000;

/** The client's end of a socket: asks, waits, and answers what the server asks meanwhile. */
export class ClientSocket {
  /** Called with each request of the server. */
  answer: (message: Message) => void = () => {};
  /** Called with each reply that nobody waits for. */
  unasked: (message: Message) => void = () => {};
  readonly #channel: DescriptorChannel;
  readonly #wait: () => void;
  readonly #stream = new MessageStream(offHeap);
  readonly #message = new Message();
  readonly #bytes = new Uint8Array(limits.messageBytes);
  readonly #view = new DataView(this.#bytes.buffer);
  #id = 0;
  #isGone = false;

  /** `wait` lets the server work, and returns. */
  constructor(calls: SystemCalls, path: string, wait: () => void) {
    this.#channel = new DescriptorChannel(calls, connectUnix(calls, path));
    this.#wait = wait;
  }

  get descriptor(): number {
    return this.#channel.descriptor;
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  /** Asks, and waits for the answer, which holds until the next. Throws `Refused`, or `ServerGone`. */
  request(command: CommandName, puts: readonly Put[], options: RequestOptions = {}): Message | undefined {
    const { data = new Uint8Array(0), descriptors = [], isPosted = false } = options;
    const { code, fixedBytes } = commands[command];
    const view = this.#view;
    this.#bytes.fill(0, headerBytes, headerBytes + fixedBytes);
    for (const [field, value] of puts) putField(view, headerBytes, field, value);
    this.#bytes.set(data, headerBytes + fixedBytes);
    this.#id = (this.#id + 1) & 0xffff;
    const id = this.#id;
    this.#send(id, code, isPosted ? flags.noReply : flags.command, fixedBytes + data.length, descriptors);
    if (isPosted) return undefined;
    const endMs = performance.now() + patienceMs;
    while (!this.#find(id)) {
      if (this.#isGone || performance.now() > endMs) throw new ServerGone(`${command} was not answered`);
      this.#wait();
    }
    if ((this.#message.flags & flags.error) !== 0) throw new Refused(command, this.#message.errno);
    return this.#message;
  }

  /** Answers the server's requests that are there. */
  pump(): void {
    this.#find(-1);
  }

  /** Answers a request of the server. */
  reply(to: Message, payload: Uint8Array): void {
    this.#bytes.set(payload, headerBytes);
    this.#send(to.id, to.command, flags.reply, payload.length, []);
  }

  /** Sends raw bytes, for those who mean harm. */
  sendRaw(bytes: Uint8Array, descriptors: readonly number[] = []): void {
    const sent = this.#channel.send(bytes, bytes.length, descriptors);
    if (sent < 0) this.#isGone = true;
  }

  close(): void {
    this.#isGone = true;
    this.#channel.close();
  }

  #send(id: number, code: number, type: number, payloadBytes: number, descriptors: readonly number[]): void {
    const view = this.#view;
    const sizeBytes = headerBytes + payloadBytes;
    putField(view, 0, header.id, id);
    putField(view, 0, header.command, code);
    putField(view, 0, header.sizeBytes, sizeBytes);
    putField(view, 0, header.flags, type);
    putField(view, 0, header.errno, 0);
    while (!this.#isGone) {
      const sent = this.#channel.send(this.#bytes, sizeBytes, descriptors);
      if (sent === sizeBytes) return;
      if (sent !== wouldBlock) this.#isGone = true;
      else this.#wait();
    }
  }

  /** Takes all that is there: requests are answered, and of replies one is looked for. */
  #find(id: number): boolean {
    const stream = this.#stream;
    stream.makeRoom();
    const descriptors: number[] = [];
    const count = this.#isGone ? 0 : this.#channel.receive(stream.bytes, stream.end, descriptors);
    if (count > 0) stream.received(count, descriptors);
    else if (count !== wouldBlock) this.#isGone = true;
    const message = this.#message;
    while (stream.next(message)) {
      if (message.isReply && message.id === id) return true;
      if (message.isCommand) this.answer(message);
      else this.unasked(message);
    }
    return false;
  }
}
