import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, test } from 'vitest';
import { createWorkerMachine, type WorkerMachineOptions } from '../../../src/bus/workerMachine.ts';
import { Mailbox } from '../../../src/bus/workerMailbox.ts';
import { deviceConformance } from './deviceConformance.ts';
import { attachBoth } from './workers/bothRig.ts';
import type { DeviceOrders } from './workers/deviceThread.ts';
import type { DriverOrders, DriverReport } from './workers/driverThread.ts';

type Orders<T> = Omit<T, 'machine'>;

const threads: Worker[] = [];
const startThread = (name: string, workerData: DeviceOrders | DriverOrders): Worker => {
  const thread = new Worker(new URL(`./workers/${name}.ts`, import.meta.url), { workerData });
  threads.push(thread);
  return thread;
};

/** Runs both threads until the driver has told. Whoever starts threads says when one has ended. */
const run = async (driver: Orders<DriverOrders>, device: Orders<DeviceOrders> = {}, options?: WorkerMachineOptions) => {
  const machine = createWorkerMachine({ memoryBytes: 2 ** 25, ...options });
  const deviceThread = startThread('deviceThread', { machine, ...device });
  deviceThread.once('exit', () => new Mailbox(machine.mailbox).hangUp());
  const [report] = await once(startThread('driverThread', { machine, ...driver }), 'message');
  return report as DriverReport;
};

const whole = { probed: 0, opened: 0, corrupted: 0, repeated: 0, leakedBytes: 0 };

deviceConformance({ name: 'on memory of two threads', attach: attachBoth });

describe('device and driver in two threads', () => {
  afterAll(async () => {
    await Promise.all(threads.splice(0).map((thread) => thread.terminate()));
  });

  test('carry 10,000 frames there and back, none lost, none changed', async () => {
    const report = await run({ frames: 10_000 });
    const loads = { isConnected: true, version: 0x200 };
    expect(report).toMatchObject({ ...whole, ...loads, received: 10_000, lost: 0, timesUp: 1 });
  });

  test('go on when there is hardly room for stores', async () => {
    const report = await run({ frames: 1000 }, {}, { storeEntries: 2 });
    expect(report).toMatchObject({ ...whole, received: 1000, lost: 0 });
  });

  // These three mostly wait for timers, so they do it together.
  test.concurrent('recover from a reset while traffic runs', async () => {
    const report = await run({ frames: 4000 }, { resetAfter: 1500 });
    expect(report).toMatchObject({ ...whole, isConnected: true, received: 4000, timesUp: 2 });
    expect(report.lost).toBeLessThanOrEqual(200);
  });

  test.concurrent('part when the thread of the device dies: the driver reads what nobody answers', async () => {
    const report = await run({ frames: 100_000 }, { dieAfter: 500 });
    expect(report).toMatchObject({ probed: 0, opened: 0, corrupted: 0, isConnected: false, version: 0xffff_ffff });
    expect(report.received).toBeLessThan(1000);
  });

  test.concurrent('part when the device does nothing any more', async () => {
    const report = await run({ frames: 100_000, patienceMs: 250 }, { hangAfter: 500 }, { storeEntries: 64 });
    expect(report).toMatchObject({ probed: 0, opened: 0, corrupted: 0, isConnected: false, version: 0xffff_ffff });
  });
});
