import { randomBytes } from 'node:crypto';
import { type Clock, machineClock } from '../../recovery/clock.ts';
import { type Connection, type ConnectOptions, connect } from '../../recovery/ec2/connect.ts';
import { ordinaryLimits, type WalkLimits } from '../../recovery/walk.ts';

/** What a verb that talks to AWS needs of the machine; tests hand in another. */
export interface Machinery {
  connect(options: ConnectOptions): Promise<Connection>;
  readonly clock: Clock;
  readonly limits: WalkLimits;
  /** 16 hexadecimal digits. */
  newToken(): string;
}

export const machinery: Machinery = {
  connect,
  clock: machineClock,
  limits: ordinaryLimits,
  newToken: () => randomBytes(8).toString('hex'),
};

/** Where AWS_ENDPOINT_URL points, if anywhere: a journal remembers it. */
export const endpointOf = (env: Readonly<Record<string, string | undefined>>): string | undefined =>
  env.AWS_ENDPOINT_URL_EC2 || env.AWS_ENDPOINT_URL || undefined;
