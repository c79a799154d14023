import * as autoscaling from '@aws-sdk/client-auto-scaling';
import * as ec2Sdk from '@aws-sdk/client-ec2';
import type { Ec2 } from '../../../src/lab/ec2/startEc2.ts';
import type { ServiceName, ThirdParty } from './client.ts';

interface Service {
  readonly commands: object;
  send(command: never): Promise<object>;
  destroy(): void;
}

type Commands = Readonly<Record<string, new (input: object) => never>>;

const credentials = { accessKeyId: 'AKIALABLABLABLABLAB0', secretAccessKey: 'none' };

const servicesOf = ({ url, region }: Ec2): Readonly<Record<ServiceName, Service>> => {
  const options = { endpoint: url, region, credentials, maxAttempts: 1 };
  return {
    ec2: Object.assign(new ec2Sdk.EC2Client(options), { commands: ec2Sdk }),
    autoscaling: Object.assign(new autoscaling.AutoScalingClient(options), { commands: autoscaling }),
  };
};

/** AWS's SDK for JavaScript. */
export const sdk: ThirdParty = {
  name: '@aws-sdk/client-ec2',
  needs: [],
  open: () => ({
    ask: async (ec2, { service, operation, input }) => {
      const { [service]: client } = servicesOf(ec2);
      const Command = (client.commands as Commands)[`${operation}Command`]!;
      try {
        const output = await client.send(new Command(input));
        return { output, error: undefined };
      } catch (error) {
        return { output: {}, error: (error as Error).name };
      } finally {
        client.destroy();
      }
    },
    close: () => {},
  }),
};
