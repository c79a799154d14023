import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RealClock } from '../../bus/realClock.ts';
import { type ServerEvent, serveDevice } from '../../bus/vfioUser/server.ts';
import { attachDevice, pciOf } from '../../device/attachDevice.ts';
import type { DataPath } from '../../device/dataPath/index.ts';
import type { Device } from '../../device/device.ts';
import type { DeviceOptions } from '../../device/options.ts';
import { presets } from '../../device/presets.ts';
import type { Network } from '../network/index.ts';

/** An adapter that waits on a socket for a machine. */
export interface AdapterServer {
  readonly socketPath: string;
  /** The device itself: its faults, its counters. */
  readonly device: Device<DataPath>;
  close(): Promise<void>;
}

export interface AdapterOptions {
  readonly network: Network;
  readonly device?: DeviceOptions;
  readonly onEvent?: (event: ServerEvent) => void;
  /** Told, in a sentence, what goes wrong with the network later on. */
  readonly onTrouble?: (sentence: string) => void;
}

/**
 * Serves an adapter from this process, plugged into a network.
 *
 * @throws NetworkUnavailable, NativeUnavailable, SystemCallFailed
 */
export const serveAdapter = async (adapter: AdapterOptions): Promise<AdapterServer> => {
  const { network, device: options = presets.nitro, onEvent, onTrouble } = adapter;
  const folder = await mkdtemp(join(tmpdir(), 'enakit-adapter-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const forget = () => {
    process.off('exit', remove);
    remove();
  };
  const clock = new RealClock();
  const attach = attachDevice(options);
  let device: Device<DataPath> | undefined;
  try {
    const server = await serveDevice({
      path: join(folder, 'socket'),
      pci: pciOf(options),
      clock,
      attach: (port) => {
        device = attach(port);
        return device;
      },
      ...(onEvent === undefined ? {} : { onEvent }),
    });
    // Its failure, if any, is told by `close`.
    server.done.catch(() => {});
    const connection = await network
      .connect(device!.traffic.peer, {
        clock,
        watch: (descriptor, onReadable) => ({ close: server.watch(descriptor, onReadable) }),
        ...(onTrouble === undefined ? {} : { trouble: onTrouble }),
      })
      .catch(async (error: unknown) => {
        await server.close();
        throw error;
      });
    return {
      socketPath: server.path,
      device: device!,
      close: async () => {
        connection.close();
        await server.close();
        forget();
        await server.done;
      },
    };
  } catch (error) {
    forget();
    throw error;
  }
};
