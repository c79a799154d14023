import type { Ec2 } from '../../../src/lab/ec2/startEc2.ts';

export type ServiceName = 'ec2' | 'autoscaling';

/** What a call came to: the answer in the words of the API model, or the code of the error. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: a third party's JSON, of whatever shape; what a test looks at, it compares.
  readonly output: any;
  readonly error: string | undefined;
}

/** A call: `StopInstances` with its input as the API model has it. */
export interface Question {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: object;
}

/** A third party that talks to endpoints. */
export interface Client {
  ask(ec2: Ec2, question: Question): Promise<Answer>;
  close(): void;
}

/** Somebody's client of EC2. */
export interface ThirdParty {
  readonly name: string;
  /** What a machine must have to run it. */
  readonly needs: readonly string[];
  open(): Client;
}

/** Variables for a program of the machine: none of the developer's own credentials, which any others can stand in for. */
export const environment: NodeJS.ProcessEnv = {
  AWS_ACCESS_KEY_ID: 'AKIALABLABLABLABLAB0',
  AWS_SECRET_ACCESS_KEY: 'none',
  AWS_DEFAULT_REGION: 'eu-central-1',
  AWS_EC2_METADATA_DISABLED: 'true',
  PATH: '/usr/bin:/bin',
  HOME: '/nonexistent',
  AWS_PAGER: '',
  // A client that tries again would hide what it was told first.
  AWS_MAX_ATTEMPTS: '1',
};
