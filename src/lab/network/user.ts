import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import type { NetworkPeer } from '../../device/dataPath/index.ts';
import { FrameStream } from './frameStream.ts';
import { type Connection, type Loop, type Network, NetworkUnavailable } from './network.ts';
import type { Forward } from './notation.ts';

/** How much of passt's last words is kept. */
const wordsBytes = 2000;
/** Where the child finds its end of the stream: the descriptor behind the three usual ones. */
const childDescriptor = 3;
/**
 * One guest, in the foreground, words to us, and the stream that is there already. Ports of the host stay the host's: what
 * the guest listens on is not shown outside, but for what is asked for, and that on the loopback alone.
 */
const usualArguments = ['--foreground', '--quiet', '--fd', String(childDescriptor)];

const argumentsOf = ({ outer, inner }: Forward) => ['--tcp-ports', `127.0.0.1/${outer}:${inner}`];

/**
 * The host's network without any right: passt makes sockets of this user of the guest's connections, gives the guest the host's
 * own address by DHCP and router advertisements, and speaks IPv6 as well. It was chosen before libslirp, which is a library
 * in C without those, and before a stack of our own; it is a program, so that a guest that breaks it breaks nothing else.
 */
export class UserNetwork implements Network {
  readonly #forwards: readonly Forward[];
  readonly #program: string;

  constructor(forwards: readonly Forward[] = [], program = 'passt') {
    this.#forwards = forwards;
    this.#program = program;
  }

  async connect(peer: NetworkPeer, loop: Loop): Promise<Connection> {
    const child = spawn(this.#program, [...usualArguments, ...this.#forwards.flatMap(argumentsOf)], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    });
    let words = '';
    let isClosed = false;
    child.stderr?.on('data', (chunk: Uint8Array) => {
      words = (words + Buffer.from(chunk).toString()).slice(-wordsBytes);
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (error) => reject(this.#unavailable(error)));
    });
    child.once('exit', (code) => {
      const last = words.trim().split('\n').at(-1) ?? '';
      if (!isClosed) loop.trouble?.(`${this.#program} ended with ${code ?? 'a signal'}${last && `: ${last}`}`);
    });
    const stream = new FrameStream(
      child.stdio[childDescriptor] as Socket,
      (frame) => {
        peer.receive(frame);
      },
      () => {},
    );
    peer.transmit = (frame) => stream.send(frame);
    return {
      place: this.#program,
      close: () => {
        isClosed = true;
        peer.transmit = () => {};
        stream.close();
        child.kill();
      },
    };
  }

  #unavailable(error: NodeJS.ErrnoException): NetworkUnavailable {
    const sentence = `${this.#program} does not start (${error.code ?? error.message})`;
    return new NetworkUnavailable(sentence, 'Debian has it as package passt: apt-get install passt.', { cause: error });
  }
}
