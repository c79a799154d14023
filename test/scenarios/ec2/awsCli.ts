import type { Answer, ThirdParty } from './client.ts';
import { openScript } from './lineProgram.ts';

/** `StopInstances` as the CLI writes it. */
const dashed = (operation: string): string => operation.replaceAll(/(?<=[a-z])[A-Z]/g, '-$&').toLowerCase();

interface Ending {
  readonly out: string;
  readonly err: string;
}

const answerOf = ({ out, err }: Ending): Answer => {
  const error = /An error occurred \((\S+)\)/.exec(err)?.[1] ?? (err.trim() === '' ? undefined : err.trim());
  return { output: out.trim() === '' ? {} : JSON.parse(out), error };
};

/** The AWS CLI, version 2. Debian's knows no `AWS_ENDPOINT_URL` yet, hence the option. */
export const awsCli: ThirdParty = {
  name: 'the AWS CLI',
  needs: ['/usr/bin/aws'],
  open: () => {
    const { ask, close } = openScript('awsLines.py');
    return {
      ask: async ({ url }, { service, operation, input }) => {
        const always = ['--endpoint-url', url, '--output', 'json', '--no-paginate', '--cli-input-json'];
        return answerOf((await ask([service, dashed(operation), ...always, JSON.stringify(input)])) as Ending);
      },
      close,
    };
  },
};
