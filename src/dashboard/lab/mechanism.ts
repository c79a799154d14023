import type { Machine } from '../../lab/machine.ts';
import { valueText } from '../../lab/trace/registerText.ts';
import { traceLine } from '../../lab/trace/traceLine.ts';
import { Registers } from '../../spec/wire/registers.ts';
import type { RegisterView, RingView, TraceView } from '../../watch/http/lab.ts';

type DeviceEvent = Parameters<NonNullable<Machine['host']['device']['events']>>[0];
type RegisterName = keyof typeof Registers;

const mostTraced = 60;

/** What shows that something is wrong. */
const isTrouble = (event: DeviceEvent): boolean => {
  switch (event.kind) {
    case 'register-read':
      return event.value === undefined;
    case 'command':
      return event.answer !== 'given' || event.status !== 0;
    case 'event':
      return event.outcome === 'full' || event.outcome === 'lost';
    case 'reset':
      return event.reason !== 0;
    default:
      return event.kind === 'quarantine';
  }
};

/** Registers are shown where they stand; the trace tells what is done with them. */
const isTraced = ({ kind }: DeviceEvent): boolean => kind !== 'register-read' && kind !== 'register-write';

/** Looks into a machine: what passes between its driver and its adapter. */
export class Mechanism {
  readonly #registers = new Map<RegisterName, RegisterView>();
  readonly #trace: TraceView[] = [];
  #machine: Machine | undefined;
  #bootMs = 0;

  /** Looks into another machine from now on; `bootMs` is when it is switched on, milliseconds since 1970. */
  watch(machine: Machine, bootMs: number): void {
    const { device } = machine.host;
    const before = device.events;
    this.#machine = machine;
    this.#bootMs = bootMs;
    this.#registers.clear();
    this.#trace.length = 0;
    device.events = (event) => {
      before?.(event);
      this.#note(event);
    };
  }

  /** In the order of their offsets. */
  get registers(): readonly RegisterView[] {
    return [...this.#registers.values()].sort((one, other) => one.offset - other.offset);
  }

  get trace(): readonly TraceView[] {
    return this.#trace;
  }

  get rings(): readonly RingView[] {
    const { queues = [], limits } = this.#machine?.host.driver.adapter ?? {};
    if (limits === undefined) return [];
    return queues.flatMap(({ tx, rx }): RingView[] => [
      {
        queue: tx.id,
        direction: 'tx',
        depth: tx.depth,
        held: tx.slots.inFlight,
        completed: tx.completions.index,
        isStopped: tx.isStopped,
      },
      {
        queue: rx.id,
        direction: 'rx',
        depth: rx.depth,
        held: rx.depth - 1 - rx.buffers.missing,
        completed: rx.completions.index,
        isStopped: false,
      },
    ]);
  }

  get #atMs(): number {
    return this.#bootMs + (this.#machine?.host.clock.nowNs() ?? 0) / 1e6;
  }

  #note(event: DeviceEvent): void {
    if (event.kind === 'register-read' || event.kind === 'register-write') this.#noteRegister(event);
    if (!isTraced(event)) return;
    this.#trace.push({ atMs: this.#atMs, what: traceLine(event), isTrouble: isTrouble(event) });
    if (this.#trace.length > mostTraced) this.#trace.shift();
  }

  #noteRegister({ kind, register, value }: Extract<DeviceEvent, { readonly register: unknown }>): void {
    if (register === undefined) return;
    const { driverName, offset, doc } = Registers[register];
    const { reads = 0, writes = 0 } = this.#registers.get(register) ?? {};
    this.#registers.set(register, {
      name: driverName,
      offset,
      ...(value !== undefined && { text: valueText(register, value) }),
      reads: reads + Number(kind === 'register-read'),
      writes: writes + Number(kind === 'register-write'),
      atMs: this.#atMs,
      doc,
    });
  }
}
