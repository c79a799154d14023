import { Ec2Error } from '../../evidence/ec2/ec2Error.ts';
import { type CallName, callRows, type Ec2 } from './calls.ts';

/** What both SDK clients have in common. */
interface Client {
  send(command: never): Promise<unknown>;
  destroy(): void;
  readonly config: { readonly region: () => Promise<string> };
}

type Commands = Readonly<Record<string, new (input: object) => object>>;

interface Service {
  readonly client: Client;
  readonly commands: Commands;
}

export interface Connection {
  readonly ask: Ec2;
  readonly region: string;
  close(): void;
}

export interface ConnectOptions {
  /** Absent: as the environment or the profile says. */
  readonly region?: string;
}

/** The SDK repeats calls by itself, starts and stops too; enakit decides that, so the SDK must not. */
const settings = ({ region }: ConnectOptions) => ({
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 5000, requestTimeout: 60_000, throwOnRequestTimeout: true },
  ...(region !== undefined && { region }),
});

const services = {
  ec2: async (options: ConnectOptions): Promise<Service> => {
    const sdk = await import('@aws-sdk/client-ec2');
    return { client: new sdk.EC2Client(settings(options)), commands: sdk as unknown as Commands };
  },
  autoscaling: async (options: ConnectOptions): Promise<Service> => {
    const sdk = await import('@aws-sdk/client-auto-scaling');
    return { client: new sdk.AutoScalingClient(settings(options)), commands: sdk as unknown as Commands };
  },
} as const;

interface SdkError extends Error {
  readonly code?: string;
  readonly Code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** The SDK names an error by EC2's code; one of the line by Node's. */
const translate = (error: unknown): Ec2Error => {
  const { name, code, message, $metadata } = error as SdkError;
  return new Ec2Error(code ?? name, message, $metadata?.httpStatusCode);
};

/**
 * Connects with the usual credentials, region, and `AWS_ENDPOINT_URL` of the process. The SDK is loaded now, the one
 * for Auto Scaling with the first call that needs it.
 *
 * @throws Ec2Error `RegionMissing` where nothing names a region
 */
export const connect = async (options: ConnectOptions): Promise<Connection> => {
  const open = new Map<keyof typeof services, Promise<Service>>();
  const service = (name: keyof typeof services): Promise<Service> => {
    const known = open.get(name) ?? services[name](options);
    open.set(name, known);
    return known;
  };
  const { client } = await service('ec2');
  const region = await client.config.region().catch((error: Error) => {
    throw new Ec2Error('RegionMissing', error.message);
  });
  const ask = async (name: CallName, input: object): Promise<unknown> => {
    const { client, commands } = await service(callRows[name].service);
    const Command = commands[`${name}Command`];
    if (Command === undefined) throw new TypeError(`the SDK has no ${name}Command`);
    try {
      return await client.send(new Command(input) as never);
    } catch (error) {
      throw translate(error);
    }
  };
  return {
    ask: ask as Ec2,
    region,
    close: () => {
      for (const opened of open.values()) opened.then(({ client }) => client.destroy()).catch(() => {});
    },
  };
};
