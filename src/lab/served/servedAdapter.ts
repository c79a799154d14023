import type { Fault } from '../faults/fault.ts';
import { findFault } from '../faults/index.ts';
import { networkOf } from '../network/index.ts';
import { type AdapterServer, serveAdapter } from './adapterServer.ts';
import { type AdapterSpec, macText } from './adapterSpec.ts';
import { type AdapterStatus, type ControlAnswer, type ControlRequest, controlPathOf } from './control.ts';
import { openControl } from './controlServer.ts';
import { FaultDesk } from './faultDesk.ts';
import { unserved } from './problems.ts';

/** A spec, and what is to become of it. */
export interface AdapterPlan extends AdapterSpec {
  readonly pcapPath?: string;
  readonly trace: boolean;
  /** Laid from the start, until lifted. */
  readonly faults: readonly string[];
}

/** The same at one socket. */
export interface ServedSpec extends AdapterPlan {
  readonly socketPath: string;
}

/** What a served adapter says to whoever runs it. */
export interface Says {
  /** A line of the trace. */
  trace(line: string): void;
  /** A sentence without its stop, of something that went wrong. */
  trouble(sentence: string): void;
  /** A machine came or went. */
  client(what: string): void;
}

export interface ServedAdapter {
  readonly socketPath: string;
  status(): AdapterStatus;
  /** Fails where the device threw. Ends when it is closed. */
  readonly done: Promise<void>;
  close(): Promise<void>;
}

/** Resets that a status tells. */
const toldResets = 100;

const statusOf = (adapter: AdapterServer, desk: FaultDesk<Fault>): AdapterStatus => {
  const { device, clock, place, socketPath, resets } = adapter;
  const { queues } = device;
  const guest = device.host;
  return {
    socket: socketPath,
    mac: macText(device.options.mac),
    network: place,
    attached: adapter.attached,
    ...(guest && { guest: `driver ${guest.driverMajor}.${guest.driverMinor}.${guest.driverSubminor}` }),
    linkUp: device.isLinkUp,
    queues,
    upSeconds: Math.round(clock.nowNs() / 1e8) / 10,
    resets: resets.slice(-toldResets),
    faults: desk.laid.map(({ name, untilNs }) => ({
      name,
      ...(untilNs !== undefined && { endsInMs: Math.round((untilNs - clock.nowNs()) / 1e6) }),
    })),
    traffic: { ...device.traffic.statistics() },
  };
};

/** The fault cannot be laid at a served adapter. The message is a sentence without its stop. */
export class NotLayable extends Error {}

/** The fault of a name, if it is one of the adapter's. @throws NotLayable */
export const faultOfAdapter = (name: string): Fault => {
  const fault = findFault(name);
  if (fault === undefined) throw new NotLayable(`there is no fault ${name}; ena lab faults lists them`);
  if (fault.lay === undefined) throw new NotLayable(`${name} strikes the guest, which is not the lab’s`);
  return fault;
};

const carryOut = (request: ControlRequest, desk: FaultDesk<Fault>): void => {
  if (request.ask === 'inject') desk.lay(faultOfAdapter(request.fault), request.forMs);
  else if (request.ask === 'status') return;
  else if (request.fault === undefined) desk.liftAll();
  else if (!desk.lift(request.fault)) throw new NotLayable(`${request.fault} is not laid`);
};

/**
 * Serves an adapter with a control socket beside it; in a folder of its own where no socket is named.
 *
 * @throws NotLayable, NetworkUnavailable, AdapterUnserved
 */
export const serve = async (spec: AdapterPlan & Partial<ServedSpec>, says: Says): Promise<ServedAdapter> => {
  const faults = spec.faults.map(faultOfAdapter);
  const { socketPath } = spec;
  const adapter = await serveAdapter({
    ...(socketPath !== undefined && { socketPath }),
    device: spec.device,
    ...(spec.pcapPath !== undefined && { pcapPath: spec.pcapPath }),
    network: networkOf(spec.network, spec.impairment),
    ...(spec.trace && { trace: says.trace }),
    onTrouble: says.trouble,
    onEvent: (event) => {
      if (event.kind === 'connected') says.client('a machine is attached');
      else if (event.kind === 'disconnected') says.client(`the machine is gone (${event.why})`);
      else if (event.kind === 'interrupt-lost')
        says.trouble(
          `interrupt ${event.vector} is lost: the machine did not make the adapter a bus master (bit 2 of its command register)`,
        );
    },
  }).catch((error: unknown) => {
    throw unserved(socketPath, error);
  });
  const { device } = adapter;
  const desk = new FaultDesk<Fault>(adapter.clock, (fault) => fault.lay?.(adapter) ?? (() => {}));
  const status = () => statusOf(adapter, desk);
  if (spec.limits !== undefined) device.traffic.limits.set(spec.limits);
  for (const fault of faults) desk.lay(fault, Number.POSITIVE_INFINITY);
  const answer = (request: ControlRequest): ControlAnswer => {
    try {
      carryOut(request, desk);
      return { ok: true, status: status() };
    } catch (error) {
      if (error instanceof NotLayable) return { ok: false, why: error.message };
      throw error;
    }
  };
  try {
    const control = await openControl(controlPathOf(adapter.socketPath), answer);
    return {
      socketPath: adapter.socketPath,
      status,
      done: adapter.done,
      close: async () => {
        desk.liftAll();
        await control.close();
        await adapter.close();
      },
    };
  } catch (error) {
    await adapter.close();
    throw unserved(socketPath, error);
  }
};
