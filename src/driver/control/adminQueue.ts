import type { DmaBlock, DriverPort } from '../../bus/port.ts';
import { adminDepth, adminEntryBytes, request, response } from '../../spec/wire/admin/entries.ts';
import { get, put, set } from '../../spec/wire/field.ts';
import { Registers } from '../../spec/wire/registers.ts';
import { Consumer, Producer } from '../../spec/wire/ring.ts';
import type { Speech } from '../log.ts';
import { Signal, type Steps, sleep, waitFor } from '../work.ts';
import { Errno, errnoOfStatus } from './errno.ts';
import { pauses } from './resetHandshake.ts';

/** How a command ended. */
export interface AdminAnswer {
  /** 0, or an error below it. */
  readonly errno: number;
  /** The completion, whose payloads begin where the layouts say. Empty where none came. */
  readonly words: Uint32Array;
}

/** Writes a command into its entry of zeros: opcode and all, but for id and phase. */
export type FillCommand = (words: Uint32Array, at: number) => void;

type State = 'free' | 'submitted' | 'completed' | 'aborted';

interface Context {
  state: State;
  status: number;
  readonly words: Uint32Array;
  readonly done: Signal;
}

const entryWords = adminEntryBytes / 4;
const nothing = new Uint32Array(entryWords);

/** What is counted of commands, by names as `ethtool -S` shows them behind `ena_admin_q_`. */
export type AdminCounters = Record<
  'aborted_cmd' | 'submitted_cmd' | 'completed_cmd' | 'out_of_space' | 'no_completion',
  number
>;

/** Nothing counted yet. */
export const newAdminCounters = (): AdminCounters => ({
  aborted_cmd: 0,
  submitted_cmd: 0,
  completed_cmd: 0,
  out_of_space: 0,
  no_completion: 0,
});

/** What the driver needs of its surroundings to give commands. */
export interface AdminSurroundings {
  readonly port: DriverPort;
  readonly speech: Speech;
  readonly limits: { readonly adminCommandMs: number };
  readonly pollUs: readonly [number, number];
  readonly counters: AdminCounters;
}

/** Gives commands to the device, up to 32 at once, and waits for their completions. */
export class AdminQueue {
  readonly #around: AdminSurroundings;
  readonly #blocks: readonly DmaBlock[];
  readonly #submissions: Producer;
  readonly #completions: Consumer;
  readonly #contexts: readonly Context[];
  #nextId = 0;
  #underWay = 0;
  /** False once a command got no completion: no more are sent. */
  isRunning = true;
  /** Completions are looked for, since no interrupt tells of them. */
  isPolling = true;
  /** A completion lay there and no interrupt had come. */
  isMissingInterrupt = false;
  readonly counters: AdminCounters;

  private constructor(around: AdminSurroundings, submissions: DmaBlock, completions: DmaBlock) {
    const ordered = around.port.concurrent;
    const ring = { depth: adminDepth, entryWords, ordered };
    this.#around = around;
    this.counters = around.counters;
    this.#blocks = [submissions, completions];
    this.#submissions = new Producer({
      ...ring,
      words: submissions.words,
      base: submissions.word,
      phase: request.fields.phase,
    });
    this.#completions = new Consumer({
      ...ring,
      words: completions.words,
      base: completions.word,
      phase: response.fields.phase,
    });
    this.#contexts = Array.from({ length: adminDepth }, () => ({
      state: 'free' as State,
      status: 0,
      words: new Uint32Array(entryWords),
      done: new Signal(),
    }));
  }

  /** Makes the two rings. Undefined without memory. */
  static open(around: AdminSurroundings): AdminQueue | undefined {
    const submissions = around.port.allocate(adminDepth * adminEntryBytes);
    const completions = around.port.allocate(adminDepth * adminEntryBytes);
    if (submissions !== undefined && completions !== undefined) return new AdminQueue(around, submissions, completions);
    submissions?.free();
    completions?.free();
    return undefined;
  }

  /** Where the rings are. */
  get addresses(): { readonly submissions: number; readonly completions: number } {
    return { submissions: this.#blocks[0]!.address, completions: this.#blocks[1]!.address };
  }

  /** Gives a command and waits for its completion. */
  *execute(fill: FillCommand): Steps<AdminAnswer> {
    const context = this.#submit(fill);
    if (typeof context === 'number') {
      if (context !== Errno.noDevice) this.#around.speech.say('commandUnsent', { result: context });
      return { errno: context, words: nothing };
    }
    const opcode = get(context.words, 0, request.fields.opcode);
    const errno = this.isPolling ? yield* this.#poll(context) : yield* this.#await(context, opcode);
    context.state = 'free';
    this.#underWay--;
    const answer = errno === 0 ? this.#answer(context, opcode) : { errno, words: nothing };
    if (answer.errno !== 0 && this.isRunning) this.#around.speech.say('commandFailed', { result: answer.errno });
    return answer;
  }

  /** Takes what completions there are: called by the interrupt, and by who polls. */
  collect(): void {
    const ring = this.#completions;
    while (ring.isNew) {
      const { words, at } = ring;
      const id = get(words, at, response.fields.commandId);
      const context = this.#contexts[id];
      ring.advance();
      if (context === undefined) {
        this.#around.speech.say('commandIdTooLarge', { commandId: id, depth: adminDepth });
        this.#around.speech.say('commandUnknown');
        this.isRunning = false;
      } else if (context.state === 'submitted') {
        context.words.set(words.subarray(at, at + entryWords));
        context.status = get(words, at, response.fields.status);
        context.state = 'completed';
        this.counters.completed_cmd++;
        context.done.ring();
      }
    }
  }

  /** No more commands; those under way end without an answer. */
  abort(): void {
    this.isRunning = false;
    for (const context of this.#contexts) {
      if (context.state !== 'submitted') continue;
      context.state = 'aborted';
      context.done.ring();
    }
  }

  /** Gives the rings' memory back. */
  free(): void {
    for (const block of this.#blocks) block.free();
  }

  #submit(fill: FillCommand): Context | number {
    if (!this.isRunning) return Errno.noDevice;
    if (this.#underWay >= adminDepth) {
      this.counters.out_of_space++;
      return Errno.noSpace;
    }
    const ring = this.#submissions;
    const { words, at } = ring;
    ring.clear();
    fill(words, at);
    // An id whose last command still waits is passed over: with 32 ids and 32 commands one is free.
    while (this.#contexts[this.#nextId]!.state !== 'free') this.#nextId = (this.#nextId + 1) % adminDepth;
    const id = this.#nextId;
    this.#nextId = (id + 1) % adminDepth;
    const context = this.#contexts[id]!;
    const head = put(request.fields.opcode, get(words, at, request.fields.opcode));
    context.words[0] = head;
    context.state = 'submitted';
    set(words, at, request.fields.commandId, id);
    ring.publish();
    this.#underWay++;
    this.counters.submitted_cmd++;
    this.#around.port.write32(Registers.adminDoorbell.offset, ring.index);
    return context;
  }

  *#poll(context: Context): Steps<number> {
    const { port, limits, speech, pollUs } = this.#around;
    const deadlineNs = port.clock.nowNs() + limits.adminCommandMs * 1e6;
    const pause = pauses(pollUs);
    for (;;) {
      this.collect();
      if (context.state !== 'submitted') break;
      if (port.clock.nowNs() > deadlineNs) {
        speech.say('commandPollTimeout');
        this.counters.no_completion++;
        this.isRunning = false;
        return Errno.time;
      }
      yield* sleep(pause.next().value);
    }
    return this.#unlessAborted(context);
  }

  *#await(context: Context, opcode: number): Steps<number> {
    const { limits, speech } = this.#around;
    if (context.state === 'submitted') yield* waitFor(context.done, limits.adminCommandMs * 1e6);
    if (context.state !== 'submitted') return this.#unlessAborted(context);
    this.collect();
    this.counters.no_completion++;
    this.isRunning = false;
    // The wait may have ended in `collect` itself, which makes no difference to how the driver judges it.
    if ((context.state as State) === 'completed') {
      this.isMissingInterrupt = true;
      speech.say('commandUnannounced', { opcode, autopolling: 'OFF' });
    } else speech.say('commandUnanswered', { opcode, status: 0 });
    return Errno.time;
  }

  #unlessAborted(context: Context): number {
    if (context.state !== 'aborted') return 0;
    this.#around.speech.say('commandAborted');
    this.counters.aborted_cmd++;
    return Errno.noDevice;
  }

  #answer({ status, words }: Context, opcode: number): AdminAnswer {
    if (status !== 0) this.#around.speech.say('commandRefused', { opcode, status });
    return { errno: errnoOfStatus(status), words: words.slice() };
  }
}
