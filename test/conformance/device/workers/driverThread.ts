import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { FollowingClock } from '../../../../src/bus/workerClock.ts';
import { WorkerDriver } from '../../../../src/bus/workerDriver.ts';
import type { WorkerMachine } from '../../../../src/bus/workerMachine.ts';
import { Driver } from '../../../../src/driver/driver.ts';
import { release2170 } from '../../../../src/driver/voices/chosen.ts';
import { EchoTraffic } from './echoTraffic.ts';

/** What the driver's thread is told. */
export interface DriverOrders {
  readonly machine: WorkerMachine;
  /** Frames that are to come back. */
  readonly frames: number;
  readonly patienceMs?: number;
}

/** What it tells. */
export interface DriverReport {
  readonly probed: number | undefined;
  readonly opened: number | undefined;
  readonly isConnected: boolean;
  readonly received: number;
  readonly corrupted: number;
  readonly repeated: number;
  /** Sent, and not back before an interface went down. */
  readonly lost: number;
  readonly timesUp: number;
  /** A register, read by a plain load at the end. */
  readonly version: number;
  readonly leakedBytes: number;
  readonly log: readonly string[];
}

const limitMs = 20_000;

/** A driver that sends numbered frames until enough have come back, or the device is gone. */
const runDriver = ({ machine, frames, patienceMs = 5000 }: DriverOrders): DriverReport => {
  const clock = new FollowingClock(() => performance.now() * 1e6);
  const bus = new WorkerDriver(machine, { clock, patienceMs });
  const log: string[] = [];
  const traffic = new EchoTraffic(frames);
  const stack = { receive: traffic.receive };
  const driver = new Driver(bus.driver, release2170, stack, ({ text }) => void log.push(text), { cpus: 2 });
  const endNs = clock.nowNs() + limitMs * 1e6;
  const until = (isDone: () => boolean, work = () => 0) => {
    while (!isDone() && bus.isConnected && clock.nowNs() < endNs) {
      clock.catchUp();
      const rang = bus.deliverInterrupts();
      const taken = driver.poll(64);
      const sent = work();
      if (rang + taken + sent === 0 && driver.duePollers === 0) bus.sleep(clock.idleMs(50));
    }
  };
  const finish = <T>(job: { readonly isDone: boolean; readonly result: T | undefined }) => {
    until(() => job.isDone);
    return job.result;
  };
  bus.awaitDevice(limitMs);
  const probed = finish(driver.probe());
  const opened = finish(driver.open());
  until(
    () => traffic.isDone,
    () => traffic.send(driver),
  );
  const { isConnected } = bus;
  const version = bus.driver.read32(0);
  const { received, corrupted, repeated, lost, timesUp } = traffic;
  finish(driver.remove());
  if (!isConnected) bus.driver.leave();
  bus.hangUp();
  const leakedBytes = bus.usedBytes;
  return { probed, opened, isConnected, received, corrupted, repeated, lost, timesUp, version, leakedBytes, log };
};

if (!isMainThread) parentPort!.postMessage(runDriver(workerData as DriverOrders));
