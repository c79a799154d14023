import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type LabClock, runningClock } from './clock.ts';
import { Cloud } from './cloud.ts';
import { type Call, Endpoint, type Hook } from './endpoint.ts';
import { type CallFault, CallFaults } from './faults/callFaults.ts';
import { readBody } from './readBody.ts';
import { type StoryName, stories, tell } from './stories/index.ts';
import { type Account, worldOf } from './world/account.ts';
import type { Guest } from './world/guest.ts';
import type { Hosts } from './world/hosts.ts';
import { bootAgain } from './world/life.ts';
import { simulatedHosts } from './world/simulatedHosts.ts';
import { type Timings, usualTimings } from './world/timings.ts';
import type { World } from './world/world.ts';

/** What an endpoint may be told. All of it has a default. */
export interface Ec2Options {
  /** 0: any that is free. */
  readonly port?: number;
  /** Where the preset's instances are, and `world` is. */
  readonly region?: string;
  readonly seed?: number;
  /** What there is to begin with: stories by their names; everything, unless told. */
  readonly preset?: readonly StoryName[];
  /** What there is to begin with, instead: of an earlier run. */
  readonly account?: Account;
  readonly clock?: LabClock;
  readonly timings?: Partial<Timings>;
  readonly hosts?: Hosts;
  /** Lets happen what is due so often of real time, in milliseconds; unless told, with each call only. */
  readonly pulseMs?: number;
  readonly faults?: readonly CallFault[];
  /** Reads see what was so many milliseconds of the lab's clock ago. */
  readonly lagMs?: number;
  /** Called before a call does anything, and before its answer goes out. What says `drop` cuts the connection. */
  readonly beforeCall?: Hook;
  readonly afterCall?: Hook;
  /** Told of every change before its answer goes out. */
  readonly save?: (account: Account) => void;
}

/** A running endpoint. */
export interface Ec2 {
  readonly url: string;
  readonly region: string;
  readonly account: Account;
  /** The world of the endpoint's region, live. */
  readonly world: World;
  /** Instances of the preset by their stories. */
  readonly instanceIds: Readonly<Partial<Record<StoryName, string>>>;
  readonly faults: CallFaults;
  /** Does what somebody logged in to the instance would: installs a module, say. Gives what is installed then. */
  guest(id: string, wanted?: Partial<Guest>): Guest;
  /** Calls so far, with what came of them. */
  readonly calls: readonly Call[];
  /** Environment variables that point any AWS client here. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const loopback = '127.0.0.1';

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Any text will do where no signature is checked. */
const environmentFor = (url: string, region: string) => ({
  AWS_ENDPOINT_URL: url,
  AWS_ACCESS_KEY_ID: 'AKIALABLABLABLABLAB0',
  AWS_SECRET_ACCESS_KEY: 'of-no-use-outside-of-the-lab',
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_EC2_METADATA_DISABLED: 'true',
});

/**
 * Starts an endpoint on the loopback interface.
 *
 * @throws the error of the socket, where the port cannot be had
 */
export const startEc2 = async (options: Ec2Options = {}): Promise<Ec2> => {
  const { region = 'eu-central-1', seed = 1, hosts = simulatedHosts(), save = () => {} } = options;
  const account: Account = options.account ?? { seed, worlds: {}, lastMs: 0 };
  const clock = options.clock ?? runningClock(1, Math.max(Date.now(), account.lastMs), () => performance.now());
  const faults = new CallFaults(options.faults, options.lagMs);
  const timings = { ...usualTimings, ...options.timings };
  const world = worldOf(account, region);
  if (world === undefined) throw new RangeError(`there is no region ${region}`);
  const scene = { world, nowMs: clock.nowMs(), timings, hosts };
  if (options.account === undefined) tell(scene, options.preset ?? stories);
  else if (hosts.endWithEndpoint)
    for (const each of Object.values(account.worlds)) bootAgain({ ...scene, world: each });
  save(account);
  const cloud = new Cloud({ account, clock, timings, hosts, faults, save });
  const endpoint = new Endpoint({ cloud, faults, nextId: randomUUID, ...hooksOf(options) });
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(request);
    const reply = await endpoint.answer({
      method: request.method ?? '',
      target: request.url ?? '/',
      authorization: request.headers.authorization,
      body,
    });
    if (reply === 'cut') return void request.socket.destroy();
    response.writeHead(reply.status, { 'content-type': reply.type ?? 'text/xml;charset=UTF-8' }).end(reply.text);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => request.socket.destroy());
  });
  const port = await listen(server, options.port ?? 0).catch(async (error: unknown) => {
    await hosts.close();
    throw error;
  });
  const pulse = options.pulseMs === undefined ? undefined : setInterval(() => settleAll(cloud), options.pulseMs);
  const url = `http://${loopback}:${port}`;
  return {
    url,
    region,
    account,
    world,
    instanceIds: Object.fromEntries(
      Object.values(world.instances).flatMap(({ id, tags }) =>
        tags.filter(({ key }) => key === 'Name').map(({ value }) => [value, id]),
      ),
    ),
    faults,
    guest: (id, wanted = {}) =>
      cloud.guest(id, Object.fromEntries(Object.entries(wanted).map(([name, value]) => [name, String(value)]))),
    calls: endpoint.calls,
    environment: environmentFor(url, region),
    close: async () => {
      clearInterval(pulse);
      await close(server);
      await hosts.close();
    },
  };
};

/** Nobody waits for an answer who could be told what went wrong. */
const settleAll = (cloud: Cloud): void => {
  try {
    cloud.settle();
  } catch (error) {
    console.error(error);
  }
};

const hooksOf = ({ beforeCall, afterCall }: Ec2Options) => ({
  ...(beforeCall && { beforeCall }),
  ...(afterCall && { afterCall }),
});
