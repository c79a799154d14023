import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DevicePort } from '../../bus/port.ts';
import { RealClock } from '../../bus/realClock.ts';
import { type Server, type ServerEvent, serveDevice } from '../../bus/vfioUser/server.ts';
import { attachDevice, pciOf } from '../../device/attachDevice.ts';
import type { DataPath } from '../../device/dataPath/index.ts';
import type { Device } from '../../device/device.ts';
import type { DeviceListener } from '../../device/observation.ts';
import type { DeviceOptions } from '../../device/options.ts';
import { presets } from '../../device/presets.ts';
import { CapturedNetwork } from '../network/capture/capturedNetwork.ts';
import { PcapWriter } from '../network/capture/pcapWriter.ts';
import type { Connection, Network } from '../network/index.ts';
import { Trace } from '../trace/trace.ts';

/** An adapter that waits on a socket for a machine. */
export interface AdapterServer {
  readonly socketPath: string;
  /** The device itself: its faults, its counters. */
  readonly device: Device<DataPath>;
  readonly clock: RealClock;
  /** Where the cable leads, as the user would say it: `tap0`. */
  readonly place: string;
  /** Whether a machine is attached. */
  readonly attached: boolean;
  /** Vectors whose interrupts get lost between device and CPU. */
  readonly lostVectors: Set<number>;
  /** Reasons of the resets so far, in order; 0 is an orderly one. */
  readonly resets: readonly number[];
  /** Told of what happens on the control path, beside the trace. What it returns ends it. */
  observe(listener: DeviceListener): () => void;
  /** Fails where the device threw. Ends when the adapter is closed. */
  readonly done: Promise<void>;
  close(): Promise<void>;
}

export interface AdapterOptions {
  /** Where the socket is to be; in a folder of its own where absent. */
  readonly socketPath?: string;
  readonly network: Network;
  readonly device?: DeviceOptions;
  /** Where all frames are to be kept, as pcapng: a file or a FIFO. */
  readonly pcapPath?: string;
  /** Told what the driver does with registers and commands, line by line. */
  readonly trace?: (line: string) => void;
  readonly onEvent?: (event: ServerEvent) => void;
  /** Told, in a sentence, what goes wrong with network or capture later on. */
  readonly onTrouble?: (sentence: string) => void;
}

/** As Intel's adapters do when traffic is in bulk: 4000 interrupts a second. Figures are in docs/performance.md. */
const bulkDelayUs = 250;

/** Reset after reset for a day is kept whole at one in eight seconds. */
const mostResets = 10_000;

const openCapture = (path: string, clock: RealClock, onTrouble: (sentence: string) => void): PcapWriter =>
  new PcapWriter({
    path,
    interfaceName: 'ena0',
    nowNs: () => clock.nowNs(),
    epochMs: Date.now() - clock.nowNs() / 1e6,
    onError: ({ code }) => onTrouble(`no more frames are kept in ${path} (${code})`),
  });

/** Tells several of what happens, in their order. */
class Listeners {
  readonly #all = new Set<DeviceListener>();

  add(listener: DeviceListener): () => void {
    this.#all.add(listener);
    return () => void this.#all.delete(listener);
  }

  readonly tell: DeviceListener = (event) => {
    for (const listener of this.#all) listener(event);
  };
}

/**
 * Serves an adapter from this process, plugged into a network.
 *
 * @throws NetworkUnavailable, NativeUnavailable, SystemCallFailed
 */
export const serveAdapter = async (adapter: AdapterOptions): Promise<AdapterServer> => {
  const { network, device: options = presets.nitro, pcapPath, trace: print, onEvent, onTrouble = () => {} } = adapter;
  const folder = adapter.socketPath === undefined ? await mkdtemp(join(tmpdir(), 'enakit-adapter-')) : undefined;
  const clock = new RealClock();
  const lostVectors = new Set<number>();
  const listeners = new Listeners();
  const resets: number[] = [];
  const trace = print && new Trace(clock, print);
  let device: Device<DataPath> | undefined;
  let capture: PcapWriter | undefined;
  let connection: Connection | undefined;
  let server: Server | undefined;

  const attach = (port: DevicePort) => {
    const interrupt = (vector: number) => {
      if (!lostVectors.has(vector)) port.interrupt(vector);
    };
    device = attachDevice({ ...options, bulkDelayUs })({ ...port, interrupt });
    device.events = listeners.tell;
    return trace?.end(device) ?? device;
  };
  const close = async () => {
    connection?.close();
    await server?.close();
    trace?.close();
    await capture?.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    await server?.done;
  };

  if (trace) listeners.add(trace.tell);
  listeners.add((event) => {
    if (event.kind === 'reset' && resets.push(event.reason) > mostResets) resets.shift();
  });
  try {
    const path = adapter.socketPath ?? join(folder!, 'socket');
    server = await serveDevice({ path, pci: pciOf(options), clock, attach, ...(onEvent && { onEvent }) });
    // Its failure, if any, is told by `done` and `close`.
    server.done.catch(() => {});
    if (pcapPath !== undefined) capture = openCapture(pcapPath, clock, onTrouble);
    const { watch } = server;
    const loop = {
      clock,
      watch: (descriptor: number, onReadable: () => void) => ({ close: watch(descriptor, onReadable) }),
      trouble: onTrouble,
    };
    const plugged = capture === undefined ? network : new CapturedNetwork(network, capture);
    connection = await plugged.connect(device!.traffic.peer, loop);
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
  const { place } = connection;
  const serving = server;
  return {
    socketPath: serving.path,
    device: device!,
    clock,
    place,
    get attached() {
      return serving.connected;
    },
    lostVectors,
    resets,
    observe: (listener) => listeners.add(listener),
    done: serving.done,
    close,
  };
};
