import { constants } from 'node:os';
import { type ClientCapabilities, readCapabilities, writeCapabilities } from './capabilities.ts';
import { mapMemory, unmapMemory } from './dmaCommands.ts';
import type { Ends } from './ends.ts';
import { changeInterrupts, tellInterrupts } from './interruptCommands.ts';
import type { Message } from './message.ts';
import { type CommandName, commands, deviceFlags, deviceInfo, interrupts, regions, version } from './protocol.ts';
import { readRegion, tellRegion, tellRegionDescriptors, writeRegion, writeRegions } from './regionCommands.ts';
import { Reply, replyBytes } from './reply.ts';

const { EINVAL, EOPNOTSUPP } = constants.errno;

/** What a client agreed to. */
export interface Agreement extends ClientCapabilities {
  readonly minor: number;
}

/** The newest minor version spoken here. A client with an older one is answered in its own. */
const newestMinor = 1;

/** Carries a command out and makes its reply. 0, or the errno with which it is refused. */
type Run = (ends: Ends, message: Message, reply: Reply) => number;

const resetFunction: Run = (ends) => {
  ends.reset();
  return 0;
};

const tellDevice: Run = (_, _message, reply) => {
  reply.open(16);
  reply.put(deviceInfo.argumentBytes, 16);
  reply.put(deviceInfo.flags, deviceFlags.reset | deviceFlags.pci);
  reply.put(deviceInfo.regions, regions.count);
  reply.put(deviceInfo.interrupts, interrupts.count);
  return 0;
};

/** What a client may ask for once it has greeted. */
const runs: Readonly<Partial<Record<CommandName, Run>>> = {
  dmaMap: mapMemory,
  dmaUnmap: unmapMemory,
  deviceInfo: tellDevice,
  regionInfo: tellRegion,
  regionDescriptors: tellRegionDescriptors,
  interruptInfo: tellInterrupts,
  setInterrupts: changeInterrupts,
  regionRead: readRegion,
  regionWrite: writeRegion,
  reset: resetFunction,
  writeMultiple: writeRegions,
};

interface Row {
  readonly fixedBytes: number;
  readonly run: Run;
}

/** By code, which comes with each message. */
const rows: readonly (Row | undefined)[] = (() => {
  const byCode: (Row | undefined)[] = [];
  for (const [name, { code, fixedBytes }] of Object.entries(commands)) {
    const run = runs[name as CommandName];
    if (run !== undefined) byCode[code] = { fixedBytes, run };
  }
  return byCode;
})();

/**
 * One client's conversation, from its greeting on: takes messages, acts on the ends and answers. Knows nothing of sockets.
 */
export class Session {
  /** Undefined until the client has greeted. */
  agreement: Agreement | undefined;
  readonly #ends: Ends;
  readonly #reply: Reply;

  /** `send` takes a whole reply, whose bytes are good until it returns. */
  constructor(ends: Ends, send: (bytes: Uint8Array, lengthBytes: number) => void) {
    this.#ends = ends;
    this.#reply = new Reply(new Uint8Array(replyBytes), send);
  }

  /** Acts on a message. False where the conversation cannot go on. Descriptors nobody took are closed. */
  take(message: Message): boolean {
    // A reply nobody waits for any more came too late.
    const goesOn = message.isReply || (message.isCommand && this.#answer(message));
    for (const descriptor of message.takeDescriptors()) this.#ends.closeDescriptor(descriptor);
    return goesOn;
  }

  #answer(message: Message): boolean {
    const reply = this.#reply;
    reply.begin(message);
    const errno = this.agreement === undefined ? this.#greet(message) : this.#run(message);
    if (errno === 0) reply.send();
    else {
      this.#ends.note({ kind: 'refused', command: message.command, errno });
      reply.refuse(errno);
    }
    return this.agreement !== undefined;
  }

  #run(message: Message): number {
    const row = rows[message.command];
    if (row === undefined) return message.command === commands.version.code ? EINVAL : EOPNOTSUPP;
    if (message.lengthBytes < row.fixedBytes) return EINVAL;
    return row.run(this.#ends, message, this.#reply);
  }

  #greet(message: Message): number {
    const { code, fixedBytes } = commands.version;
    if (message.command !== code || message.lengthBytes < fixedBytes || !message.wantsReply) return EINVAL;
    const major = message.get(version.major);
    const json = Buffer.from(message.bytes.subarray(message.at + fixedBytes, message.at + message.lengthBytes));
    const text = json.toString('utf8').replace(/\0.*$/s, '');
    const capabilities = readCapabilities(text);
    if (major !== 0 || capabilities === undefined) return EINVAL;
    const minor = Math.min(message.get(version.minor), newestMinor);
    this.agreement = { ...capabilities, minor };
    this.#ends.note({ kind: 'version', major, minor, capabilities: text });
    const ours = writeCapabilities(message.lengthBytes - fixedBytes);
    this.#reply.open(fixedBytes + ours.length);
    this.#reply.put(version.minor, minor);
    this.#reply.bytes.set(ours, this.#reply.at + fixedBytes);
    return 0;
  }
}
