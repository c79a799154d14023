import { realWorld } from '../../watch/export/delivery/realWorld.ts';
import { apiServerOf, NotInCluster, nodeNameOf } from '../../watch/export/kubernetes/apiServer.ts';
import { exportKubernetes } from '../../watch/export/kubernetes/kubernetes.ts';
import type { OpenOutlet } from './outlet.ts';
import { tellTo } from './tellTo.ts';
import { OutsideOfCluster } from './watchErrors.ts';

/** `--kubernetes`. @throws OutsideOfCluster */
export const tellKubernetes: OpenOutlet = async (feed, values, shell) => {
  if (!values.kubernetes) return undefined;
  try {
    return exportKubernetes(feed, {
      server: apiServerOf(shell.env, '/'),
      nodeName: nodeNameOf(shell.env),
      now: Date.now,
      tell: tellTo(shell),
      world: realWorld,
    });
  } catch (error) {
    throw error instanceof NotInCluster ? new OutsideOfCluster(error.message) : error;
  }
};
