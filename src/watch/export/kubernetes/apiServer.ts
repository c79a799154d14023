import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the kubelet puts a pod's identity. Source: "Accessing the Kubernetes API from a Pod". */
const account = 'var/run/secrets/kubernetes.io/serviceaccount';

/** The API server, as a pod of the cluster reaches it. */
export interface ApiServer {
  readonly url: string;
  /** Certificate of the cluster's authority in PEM; the system's are trusted where absent. */
  readonly ca?: string;
  /** Read anew each time, as the kubelet renews it. Throws the system's error. */
  token(): string;
}

/** The agent was asked to talk to Kubernetes, and is in no pod that may, or does not know its node. */
export class NotInCluster extends Error {}

/**
 * The API server of the cluster this process runs in.
 *
 * @param root where the pod's files are: `/`
 * @throws NotInCluster
 */
export const apiServerOf = (env: Readonly<Record<string, string | undefined>>, root: string): ApiServer => {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port = '443' } = env;
  if (host === undefined || host === '') throw new NotInCluster('KUBERNETES_SERVICE_HOST is not set');
  const read = (name: string): string => readFileSync(join(root, account, name), 'utf8').trim();
  try {
    read('token');
    return {
      url: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
      ca: read('ca.crt'),
      token: () => read('token'),
    };
  } catch (error) {
    throw new NotInCluster(`the pod has no service account (${(error as NodeJS.ErrnoException).code})`);
  }
};

/** The node of this pod, from the variable that the manifest sets. @throws NotInCluster */
export const nodeNameOf = (env: Readonly<Record<string, string | undefined>>): string => {
  const name = env.NODE_NAME;
  if (name === undefined || name === '') throw new NotInCluster('NODE_NAME is not set');
  return name;
};
