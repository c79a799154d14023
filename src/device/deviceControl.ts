import { put, take } from '../spec/wire/field.ts';
import { Registers } from '../spec/wire/registers.ts';
import type { Adapter } from './adapter.ts';
import type { AdminQueue } from './admin/adminQueue.ts';
import type { ResetHandshake } from './resetHandshake.ts';

const Control = Registers.deviceControl.fields;
const Status = Registers.deviceStatus.fields;

/** Bits of the lower half of a reset reason. */
const lowNibbleBits = 4;

/** Orders to the device, and what it says it is doing. */
export class DeviceControl {
  readonly handshake: ResetHandshake;
  readonly #adapter: Adapter;
  readonly #admin: AdminQueue;
  /** The device says that it failed, until it is reset. Drivers do not look. */
  hasFailed = false;
  #quiescent = false;
  #adminRestarted = false;

  constructor(adapter: Adapter, admin: AdminQueue, handshake: ResetHandshake) {
    this.#adapter = adapter;
    this.#admin = admin;
    this.handshake = handshake;
  }

  /** A store to DEV_CTL. */
  write(value: number): void {
    if (take(value, Control.reset) === 1) {
      const reason = (take(value, Control.resetReasonHigh) << lowNibbleBits) | take(value, Control.resetReason);
      const followed = this.handshake.order();
      this.#adapter.listener?.({ kind: 'reset', reason, followed });
      return;
    }
    this.handshake.release();
    if (!this.handshake.isRunning) return;
    if (take(value, Control.quiescent) === 1) this.#quiescent = true;
    if (take(value, Control.ioResume) === 1) this.#quiescent = false;
    if (take(value, Control.adminQueueRestart) === 1) {
      this.#admin.restart();
      this.#adminRestarted = true;
    }
  }

  /** What DEV_STS reads. */
  get status(): number {
    const { handshake } = this;
    return (
      put(Status.ready, Number(handshake.isReady)) |
      put(Status.adminQueueRestartFinished, Number(this.#adminRestarted)) |
      put(Status.resetInProgress, Number(!handshake.isRunning)) |
      put(Status.resetFinished, Number(handshake.finished)) |
      put(Status.fatalError, Number(this.hasFailed || this.#admin.isQuarantined)) |
      put(Status.quiescentAchieved, Number(this.#quiescent))
    );
  }

  /** As after a reset. */
  forget(): void {
    this.hasFailed = false;
    this.#quiescent = false;
    this.#adminRestarted = false;
  }
}
