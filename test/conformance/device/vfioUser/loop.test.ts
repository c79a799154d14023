import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownMemory } from '../../../../src/bus/memory.ts';
import { RealClock } from '../../../../src/bus/realClock.ts';
import { regionAccess } from '../../../../src/bus/vfioUser/protocol.ts';
import { DeviceServer } from '../../../../src/bus/vfioUser/server.ts';
import { ClientMachine } from '../../../../src/bus/vfioUser/testing/clientMachine.ts';
import { ClientSocket } from '../../../../src/bus/vfioUser/testing/clientSocket.ts';
import { greetingBytes, messageBytes } from '../../../../src/bus/vfioUser/testing/messageBytes.ts';
import { FollowingClock } from '../../../../src/bus/workerClock.ts';
import { attachDevice, pciOf } from '../../../../src/device/attachDevice.ts';
import { presets } from '../../../../src/device/presets.ts';
import { Driver } from '../../../../src/driver/driver.ts';
import { release2170 } from '../../../../src/driver/voices/chosen.ts';
import { createEvent, signalEvent, takeEvent } from '../../../../src/native/eventDescriptor.ts';
import { loadSystemCalls, type SystemCalls } from '../../../../src/native/systemCalls.ts';
import { EchoTraffic } from '../workers/echoTraffic.ts';

const folder = mkdtempSync(join(tmpdir(), 'enakit-loop-'));
const path = join(folder, 'device');
let calls: SystemCalls;
beforeAll(async () => {
  calls = await loadSystemCalls();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pause = () => new Promise<void>((resolve) => void setImmediate(resolve));
const options = presets.nitro;

describe('a server that runs', () => {
  test('carries frames there and back for our own driver, while timers have their turn', async () => {
    const server = new DeviceServer(calls, {
      path,
      pci: pciOf(options),
      llqBytes: 2 ** 18,
      attach: (port) => {
        const device = attachDevice(options)(port);
        const { peer } = device.traffic;
        peer.transmit = (frame) => void peer.receive(frame);
        return device;
      },
    });
    const done = server.run();
    const clock = new RealClock();
    const wait = () => void server.turn(0);
    const machine = new ClientMachine(calls, { path, clock, wait, memoryBytes: 2 ** 25 });
    const traffic = new EchoTraffic(2000);
    const log: string[] = [];
    const driver = new Driver(machine.driver, release2170, { receive: traffic.receive }, ({ text }) => log.push(text), {
      cpus: 1,
    });
    const until = async (isDone: () => boolean, work = () => 0) => {
      for (const endMs = performance.now() + 20_000; !isDone() && performance.now() < endMs; await pause()) {
        clock.catchUp();
        machine.deliverInterrupts();
        driver.poll(64);
        work();
      }
    };
    const finish = async <T>(job: { readonly isDone: boolean; readonly result: T | undefined }) => {
      await until(() => job.isDone);
      return job.result;
    };
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    expect([await finish(driver.probe()), await finish(driver.open())]).toEqual([0, 0]);
    await until(
      () => traffic.isDone,
      () => traffic.send(driver),
    );
    clearInterval(timer);
    const { received, corrupted, repeated, lost } = traffic;
    expect({ received, corrupted, repeated, lost }).toEqual({ received: 2000, corrupted: 0, repeated: 0, lost: 0 });
    expect(ticks).toBeGreaterThan(0);
    await finish(driver.remove());
    expect(machine.usedBytes).toBe(0);
    machine.close();
    await server.close();
    await done;
  });

  test('calls who watches a descriptor, until that is over, and rings alarms that are set while it sleeps', async () => {
    const clock = new RealClock();
    const server = new DeviceServer(calls, { path, clock, attach: attachDevice(options) });
    const done = server.run();
    const event = createEvent(calls);
    const told = await new Promise<string>((resolve) => {
      const alarm = clock.createAlarm(() => signalEvent(calls, event));
      const unwatch = server.watch(event, () => {
        takeEvent(calls, event);
        unwatch();
        resolve('told');
      });
      // By then the loop waits aside.
      setTimeout(() => alarm.ringIn(1e6), 20);
    });
    signalEvent(calls, event);
    for (let times = 0; times < 10; times++) await pause();
    expect([told, takeEvent(calls, event)]).toEqual(['told', true]);
    await server.close();
    await done;
    calls.close(event);
  });

  test('answers what came while an alarm of the device waited for memory', () => {
    let nowMs = 0;
    const clock = new FollowingClock(() => nowMs * 1e6);
    let machine: ClientMachine | undefined;
    const server = new DeviceServer(calls, {
      path,
      clock,
      patience: () => machine?.socket.pump(),
      attach: ({ dma, clock }) => {
        const alarm = clock.createAlarm(() => dma.read(2 ** 32, 4096, ownMemory(4096), 0));
        alarm.ringIn(1e6);
        return { read32: () => 7, write32: () => {}, powerOn: () => {} };
      },
    });
    const wait = () => void server.turn(0);
    machine = new ClientMachine(calls, { path, clock, wait, isShared: false });
    const { socket } = machine;
    const { answer } = socket;
    let replies = 0;
    socket.answer = (message) => {
      // A processor loads from a register at that very moment; the answer to the device comes after it.
      const puts = [[regionAccess.lengthBytes, 4]] as const;
      socket.sendRaw(messageBytes('regionRead', { puts }));
      answer(message);
    };
    socket.unasked = () => replies++;
    nowMs = 2;
    while (server.turn(0));
    socket.pump();
    expect(replies).toBe(1);
    machine.close();
    return server.close();
  });

  test('ends with what its device throws', async () => {
    const server = new DeviceServer(calls, {
      path,
      attach: () => ({
        read32: () => {
          throw new Error('broken device');
        },
        write32: () => {},
        powerOn: () => {},
      }),
    });
    const done = server.run();
    const socket = new ClientSocket(calls, path, () => {});
    socket.sendRaw(greetingBytes());
    socket.sendRaw(messageBytes('regionRead', { puts: [[regionAccess.lengthBytes, 4]] }));
    await expect(done).rejects.toThrow('broken device');
    socket.close();
    await server.close();
  });
});
