import type { Answer, ThirdParty } from './client.ts';
import { openScript } from './lineProgram.ts';

/** AWS's SDK for Python. */
export const boto3: ThirdParty = {
  name: 'boto3',
  needs: ['/usr/bin/python3', '/usr/lib/python3/dist-packages/boto3'],
  open: () => {
    const { ask, close } = openScript('botoLines.py');
    return {
      ask: async ({ url }, question) => {
        const { output, error } = (await ask({ endpoint: url, ...question })) as Partial<Answer>;
        return { output, error };
      },
      close,
    };
  },
};
