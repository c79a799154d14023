import type { Alarm } from '../../bus/clock.ts';
import { commandOf } from '../../spec/wire/admin/commands.ts';
import { adminEntryBytes, request, response } from '../../spec/wire/admin/entries.ts';
import { get, set } from '../../spec/wire/field.ts';
import { Consumer, Producer } from '../../spec/wire/ring.ts';
import type { Adapter } from '../adapter.ts';
import { strikeCommand } from '../faults.ts';
import { GuestRing } from '../guestRing.ts';
import type { DeviceEvent } from '../observation.ts';
import { Call } from './call.ts';
import { execute } from './execute.ts';
import { status } from './status.ts';
import { featureIn, statisticIn } from './subject.ts';

/** How many answers a fault may hold back at once: as many as any driver has under way. */
const maxLate = 32;

/** The queue of commands and that of their answers. */
export class AdminQueue {
  readonly commands: GuestRing<Consumer>;
  readonly answers: GuestRing<Producer>;
  readonly #adapter: Adapter;
  readonly #call: Call;
  /** Answers that a fault holds back. */
  readonly #late = new Set<Alarm>();

  constructor(adapter: Adapter) {
    const { dma, concurrent: ordered } = adapter.port;
    const entryWords = adminEntryBytes / 4;
    this.#adapter = adapter;
    this.#call = new Call(dma);
    this.commands = new GuestRing(dma, (place) => new Consumer(place), {
      entryWords,
      phase: request.fields.phase,
      ordered,
    });
    this.answers = new GuestRing(dma, (place) => new Producer(place), {
      entryWords,
      phase: response.fields.phase,
      ordered,
    });
  }

  /** Whether the guest made the queue unusable. */
  get isQuarantined(): boolean {
    return this.commands.fault !== undefined || this.answers.fault !== undefined;
  }

  /** The driver's tail: as many commands are carried out as it announces, each at once. */
  doorbell(tail: number): void {
    const known = this.isQuarantined;
    const announced = this.commands.end?.pending(tail & 0xffff) ?? 0;
    if (announced > (this.commands.end?.depth ?? 0)) this.commands.fault = 'doorbell runs ahead of the ring';
    for (let i = 0; i < announced; i++) {
      const commands = this.commands.end;
      if (commands === undefined || this.answers.end === undefined) break;
      this.#run(commands);
    }
    if (!known) this.#tellQuarantine();
  }

  /** Both rings begin again where they are. */
  restart(): void {
    this.commands.restart();
    this.answers.restart();
    this.#dropLate();
  }

  /** As after a reset. */
  forget(): void {
    this.commands.forget();
    this.answers.forget();
    this.#dropLate();
  }

  #run(commands: Consumer): void {
    const call = this.#call;
    const isNew = commands.isNew;
    call.begin(commands.words, commands.at);
    commands.advance();
    const { faults, listener } = this.#adapter;
    const command = commandOf(get(call.request, 0, request.fields.opcode));
    const feature = featureIn(command, call.request);
    const refused = strikeCommand(faults.adminStatus, command, feature);
    const code = refused?.status ?? (isNew ? execute(this.#adapter, call, command) : status.malformed);
    if (refused?.extendedStatus !== undefined) call.extendedStatus = refused.extendedStatus;
    set(call.response, 0, response.fields.commandId, get(call.request, 0, request.fields.commandId));
    set(call.response, 0, response.fields.status, code);
    set(call.response, 0, response.fields.extendedStatus, call.extendedStatus);
    set(call.response, 0, response.fields.submissionHead, commands.index);
    const lost = strikeCommand(faults.adminCompletionLost, command, feature);
    const late = lost ? undefined : strikeCommand(faults.adminCompletionLate, command, feature);
    listener?.({
      kind: 'command',
      command,
      opcode: get(call.request, 0, request.fields.opcode),
      id: get(call.request, 0, request.fields.commandId),
      feature,
      statistic: statisticIn(command, call.request),
      status: code,
      answer: lost ? 'lost' : late ? 'late' : 'given',
    });
    if (lost) return;
    const silent = strikeCommand(faults.adminInterruptLost, command, feature) !== undefined;
    if (late && this.#late.size < maxLate) this.#answerLate(late.delayMs, silent);
    else this.#answer(call.response, silent);
  }

  #answer(words: Uint32Array, silent: boolean): void {
    const ring = this.answers.end;
    if (ring === undefined) return;
    // The word with the phase goes last: a driver that sees it takes the rest as written.
    for (let i = 1; i < words.length; i++) ring.words[ring.at + i] = words[i]!;
    ring.commit(words[0]!);
    if (!silent) this.#adapter.interrupt.answered();
  }

  #answerLate(delayMs: number, silent: boolean): void {
    const words = this.#call.response.slice();
    const alarm = this.#adapter.port.clock.createAlarm(() => {
      this.#late.delete(alarm);
      this.#answer(words, silent);
    });
    this.#late.add(alarm);
    alarm.ringIn(delayMs * 1e6);
  }

  #dropLate(): void {
    for (const alarm of this.#late) alarm.cancel();
    this.#late.clear();
  }

  #tellQuarantine(): void {
    const { listener } = this.#adapter;
    if (listener === undefined) return;
    const tell = (
      ring: Extract<DeviceEvent, { kind: 'quarantine' }>['ring'],
      { fault }: GuestRing<Consumer | Producer>,
    ) => {
      if (fault !== undefined) listener({ kind: 'quarantine', ring, fault });
    };
    tell('admin', this.commands);
    tell('admin-completion', this.answers);
  }
}
