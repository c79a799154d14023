import { Cursor } from '../../bus/memory.ts';
import type { DeviceEnd, DevicePort } from '../../bus/port.ts';
import { type CommandName, commandOf, commands } from '../../spec/wire/admin/commands.ts';
import { adminDepth, adminEntryBytes, request, response } from '../../spec/wire/admin/entries.ts';
import { featureOf } from '../../spec/wire/admin/features.ts';
import { directions, placements } from '../../spec/wire/admin/queues.ts';
import { event, eventPayloadWord } from '../../spec/wire/aenq.ts';
import { areaIndex, areaOffset, areas } from '../../spec/wire/areas.ts';
import { decode, encode } from '../../spec/wire/decode.ts';
import { get, type Layout, set, take } from '../../spec/wire/field.ts';
import type { LlqShape } from '../../spec/wire/llq.ts';
import { registerAnswer } from '../../spec/wire/registerAnswer.ts';
import { Registers, registerAt } from '../../spec/wire/registers.ts';
import { Consumer, Producer } from '../../spec/wire/ring.ts';
import { answerFeature } from './mockFeatures.ts';
import { type MockOptions, mockDefaults } from './mockOptions.ts';
import { type MockCompletion, MockRx, MockTx, mockCompletion } from './mockQueues.ts';

const word = ({ offset }: { readonly offset: number }) => offset / 4;

/** A device for the driver's tests: it does as it is told, at once, and remembers. It knows the wire and no more. */
export class MockDevice implements DeviceEnd {
  readonly options: MockOptions;
  /** Reasons of the resets that came, and commands in words. */
  readonly resets: number[] = [];
  readonly commands: string[] = [];
  readonly interruptWrites: number[] = [];
  /** Statuses to answer with, by the command's words: `get-feature 11`. */
  readonly refusals = new Map<string, number>();
  /** What it leaves out. */
  readonly withholds = { registerAnswers: 0, adminCompletions: 0, adminInterrupts: false, resetEnds: false };
  readonly registers = new Uint32Array(64);
  tx: MockTx[] = [];
  rx: MockRx[] = [];
  readonly #port: DevicePort;
  #completions: MockCompletion[] = [];
  #admin: { readonly requests: Consumer; readonly responses: Producer } | undefined;
  #events: Producer | undefined;
  readonly #llq: LlqShape = { entryBytes: 128, descriptorsBeforeHeader: 2, stride: 2 };

  constructor(port: DevicePort, options: Partial<MockOptions> = {}) {
    this.#port = port;
    this.options = { ...mockDefaults, ...options };
  }

  powerOn(): void {
    this.registers.fill(0);
    for (const register of Object.values(Registers)) {
      if (register.offset < 256) this.registers[word(register)] = register.resetValue;
    }
    this.#forget();
  }

  read32(offset: number): number {
    return this.registers[offset / 4] ?? 0;
  }

  write32(offset: number, bits: number): void {
    const value = bits >>> 0;
    if (offset < 256) this.registers[offset / 4] = value;
    const name = registerAt(offset);
    if (name === 'registerRead') this.#answerRead(value);
    else if (name === 'deviceControl') this.#control(value);
    else if (name === 'adminDoorbell') this.#serve(value);
    else this.#queueRegister(offset, value);
  }

  /** Posts an event. */
  post(
    group: { readonly id: number; readonly payload: { readonly fields: Layout } },
    values: object = {},
    syndrome = 0,
  ): void {
    const ring = this.#events ?? this.#openEvents();
    ring.clear();
    const { words, at } = ring;
    encode(event.fields, words, at, { group: group.id, syndrome });
    encode(group.payload.fields, words, at + eventPayloadWord, values as never);
    ring.publish();
    if (!this.withholds.adminInterrupts) this.#port.interrupt(0);
  }

  #forget(): void {
    this.#admin = undefined;
    this.#events = undefined;
    this.#completions = [];
    this.tx = [];
    this.rx = [];
    this.registers[word(Registers.registerAnswerLow)] = 0;
    this.registers[word(Registers.registerAnswerHigh)] = 0;
  }

  #address(low: { readonly offset: number }, high: { readonly offset: number }): number {
    return this.registers[word(low)]! + this.registers[word(high)]! * 2 ** 32;
  }

  #resolve(address: number, bytes: number): Cursor {
    const cursor = new Cursor();
    if (!this.#port.dma.resolve(address, bytes, cursor))
      throw new Error('an address is not in the memory of the guest');
    return cursor;
  }

  #answerRead(value: number): void {
    if (this.withholds.registerAnswers > 0) {
      this.withholds.registerAnswers--;
      return;
    }
    const { requestId, offset } = Registers.registerRead.fields;
    const at = take(value, offset);
    const { words, word: to } = this.#resolve(
      this.#address(Registers.registerAnswerLow, Registers.registerAnswerHigh),
      8,
    );
    const answer = { requestId: take(value, requestId), offset: at, value: this.read32(at) };
    encode(registerAnswer.fields, words, to, answer);
  }

  #control(value: number): void {
    const { reset, resetReason, resetReasonHigh } = Registers.deviceControl.fields;
    const { ready, resetInProgress } = Registers.deviceStatus.fields;
    const isReset = take(value, reset) === 1;
    const status = word(Registers.deviceStatus);
    if (isReset) {
      this.resets.push(take(value, resetReason) | (take(value, resetReasonHigh) << 4));
      this.#forget();
    } else if (this.withholds.resetEnds) return;
    set(this.registers, status, { ...resetInProgress, word: 0 }, isReset ? 1 : 0);
    set(this.registers, status, { ...ready, word: 0 }, 1);
  }

  #openAdmin() {
    const bytes = adminDepth * adminEntryBytes;
    const place = (low: { readonly offset: number }, high: { readonly offset: number }) => {
      const { words, word: base } = this.#resolve(this.#address(low, high), bytes);
      return { words, base, depth: adminDepth, entryWords: 16 };
    };
    const { adminQueueBaseLow, adminQueueBaseHigh, adminCompletionBaseLow, adminCompletionBaseHigh } = Registers;
    const requests = place(adminQueueBaseLow, adminQueueBaseHigh);
    const responses = place(adminCompletionBaseLow, adminCompletionBaseHigh);
    this.#admin = {
      requests: new Consumer({ ...requests, phase: request.fields.phase }),
      responses: new Producer({ ...responses, phase: response.fields.phase }),
    };
    return this.#admin;
  }

  #openEvents(): Producer {
    const depth = take(this.registers[word(Registers.eventSize)]!, Registers.eventSize.fields.depth);
    const { words, word: base } = this.#resolve(
      this.#address(Registers.eventBaseLow, Registers.eventBaseHigh),
      depth * 64,
    );
    this.#events = new Producer({ words, base, depth, entryWords: 16, phase: event.fields.phase });
    return this.#events;
  }

  #serve(tail: number): void {
    const { requests, responses } = this.#admin ?? this.#openAdmin();
    while (requests.pending(tail) > 0) {
      const { words, at } = requests;
      if (!requests.isNew) throw new Error('the doorbell told of a command that is not there');
      responses.clear();
      const status = this.#execute(words, at, responses.words, responses.at);
      requests.advance();
      if (this.withholds.adminCompletions > 0) {
        this.withholds.adminCompletions--;
        continue;
      }
      encode(response.fields, responses.words, responses.at, {
        commandId: get(words, at, request.fields.commandId),
        status,
      });
      responses.publish();
      const isMasked =
        take(this.registers[word(Registers.interruptMask)]!, Registers.interruptMask.fields.masked) === 1;
      if (!isMasked && !this.withholds.adminInterrupts) this.#port.interrupt(0);
    }
  }

  #execute(words: Uint32Array, at: number, answer: Uint32Array, to: number): number {
    const name = commandOf(get(words, at, request.fields.opcode));
    if (name === undefined) return 2;
    const isFeature = name === 'getFeature' || name === 'setFeature';
    const feature = isFeature ? get(words, at, commands[name].request.fields.featureId) : undefined;
    const text = feature === undefined ? name : `${name} ${featureOf(feature) ?? feature}`;
    this.commands.push(text);
    const refusal = this.refusals.get(text);
    if (refusal !== undefined) return refusal;
    if (name === 'getFeature') return answerFeature(this.options, feature!, answer, to) ? 0 : 3;
    return this.#executeQueue(name, words, at, answer, to);
  }

  #executeQueue(name: CommandName, words: Uint32Array, at: number, answer: Uint32Array, to: number): number {
    if (name === 'createCq') {
      const shape = decode(commands.createCq.request.fields, words, at);
      if (shape.depth > this.options.roomForDepth) return 1;
      const index = this.#completions.push(mockCompletion(this.#port, shape)) - 1;
      const interruptOffset = areaOffset(areas.interrupt, index);
      encode(commands.createCq.response.fields, answer, to, { index, interruptOffset });
    } else if (name === 'createSq') {
      const shape = decode(commands.createSq.request.fields, words, at);
      const completion = this.#completions[shape.cqIndex]!;
      const isTx = shape.direction === directions.tx;
      const llq = shape.placement === placements.device ? { llq: this.#llq } : {};
      const index = isTx
        ? this.tx.push(new MockTx(this.#port, completion, { ...shape, ...llq })) - 1
        : this.rx.push(new MockRx(this.#port, completion, shape)) - 1;
      const doorbellOffset = areaOffset(isTx ? areas.txDoorbell : areas.rxDoorbell, index);
      const llqDescriptorsOffset = 0;
      encode(commands.createSq.response.fields, answer, to, { index, doorbellOffset, llqDescriptorsOffset });
    }
    return 0;
  }

  #queueRegister(offset: number, value: number): void {
    const tx = areaIndex(areas.txDoorbell, offset);
    const rx = areaIndex(areas.rxDoorbell, offset);
    if (tx >= 0) this.tx[tx]!.ring(value);
    else if (rx >= 0) this.rx[rx]!.ring(value);
    else if (areaIndex(areas.interrupt, offset) >= 0) this.interruptWrites.push(value);
  }
}
