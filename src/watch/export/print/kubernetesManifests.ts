import { metricsPort, stateFolder } from './deployment.ts';
import { type Yaml, yaml } from './yaml.ts';

const name = 'enakit';
const namespace = 'kube-system';
const labels = { 'app.kubernetes.io/name': name };
const metadata = { name, labels };

/** What the agent does in the cluster, and no more. */
const rules: Yaml = [
  { apiGroups: [''], resources: ['nodes/status'], verbs: ['patch'] },
  { apiGroups: [''], resources: ['events'], verbs: ['create'] },
];

const hostFolders: Readonly<Record<string, { readonly path: string; readonly type: string; readonly isRead?: true }>> =
  {
    state: { path: stateFolder, type: 'DirectoryOrCreate' },
    kmsg: { path: '/dev/kmsg', type: 'CharDevice', isRead: true },
    tracing: { path: '/sys/kernel/tracing', type: 'DirectoryOrCreate' },
  };

const container = (image: string): Yaml => ({
  name,
  image,
  args: ['watch', '--history', '256M', '--prometheus', `0.0.0.0:${metricsPort}`, '--kubernetes'],
  env: [{ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
  ports: [{ name: 'metrics', containerPort: metricsPort }],
  resources: { requests: { cpu: '10m', memory: '96Mi' }, limits: { memory: '256Mi' } },
  // A device of the host and the calls into its driver are for privileged containers only.
  securityContext: { privileged: true, readOnlyRootFilesystem: true },
  volumeMounts: Object.entries(hostFolders).map(([volume, { path, isRead }]) => ({
    name: volume,
    mountPath: path,
    ...(isRead && { readOnly: true }),
  })),
});

const documents = (image: string): readonly Yaml[] => [
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { ...metadata, namespace } },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata, rules },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  },
  {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { ...metadata, namespace },
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
      template: {
        metadata: {
          labels,
          annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': `${metricsPort}` },
        },
        spec: {
          serviceAccountName: name,
          // The adapters of the node, not the pod's end of a pair.
          hostNetwork: true,
          priorityClassName: 'system-node-critical',
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          tolerations: [{ operator: 'Exists' }],
          containers: [container(image)],
          volumes: Object.entries(hostFolders).map(([volume, { path, type }]) => ({
            name: volume,
            hostPath: { path, type },
          })),
        },
      },
    },
  },
];

/** What has to be put into the manifest: there is no image in a public registry. */
const anyImage = 'REGISTRY/enakit:VERSION';

/** Service account, rights and DaemonSet for `kubectl apply -f -`. */
export const kubernetesManifests = (): string =>
  `# Put the image you built in place of ${anyImage}.\n${documents(anyImage)
    .map((document) => `---\n${yaml(document)}`)
    .join('')}`;
