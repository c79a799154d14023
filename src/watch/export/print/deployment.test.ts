import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testNeeding } from '../../../../test/needs.ts';
import { kubernetesManifests } from './kubernetesManifests.ts';
import { npdPlugin } from './npdPlugin.ts';
import { systemdUnit } from './systemdUnit.ts';

testNeeding(['systemd-analyze'], 'systemd finds no fault with the unit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'enakit-'));
  const path = join(folder, 'ena-watch.service');
  // The program need not be installed where the unit is checked.
  writeFileSync(path, systemdUnit().replace('/usr/local/bin/ena', '/bin/true'));
  const analyze = (...args: readonly string[]) => spawnSync('systemd-analyze', [...args, path], { encoding: 'utf8' });
  const { stderr } = analyze('verify', '--man=no');
  const { stdout } = analyze('security', '--offline=true', '--no-pager');
  rmSync(folder, { recursive: true });
  expect(stderr.split('\n').filter((line) => line.includes('ena-watch'))).toEqual([]);
  // What is left is what the agent is for: root's capabilities, the network, the kernel's log.
  const [, exposure] = /exposure level for \S+: ([\d.]+)/.exec(stdout) ?? [];
  expect(Number(exposure)).toBeLessThan(4);
});

test('the DaemonSet may patch the condition of nodes and make events, and nothing else', () => {
  const [role] = kubernetesManifests()
    .split('---\n')
    .filter((document) => document.includes('kind: ClusterRole\n'));
  expect(role?.slice(role.indexOf('rules:'))).toBe(`rules:
  - apiGroups:
      - ""
    resources:
      - nodes/status
    verbs:
      - patch
  - apiGroups:
      - ""
    resources:
      - events
    verbs:
      - create
`);
});

testNeeding(
  ['python3', '/usr/lib/python3/dist-packages/yaml'],
  'the manifests are YAML with what Kubernetes asks for',
  () => {
    const program = 'import json, sys, yaml; print(json.dumps(list(yaml.safe_load_all(sys.stdin))))';
    const { stdout, stderr } = spawnSync('/usr/bin/python3', ['-c', program], {
      input: kubernetesManifests(),
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const [account, role, binding, set] = JSON.parse(stdout);
    expect([account, role, binding, set].map(({ kind }) => kind)).toEqual([
      'ServiceAccount',
      'ClusterRole',
      'ClusterRoleBinding',
      'DaemonSet',
    ]);
    expect(set.spec.selector.matchLabels).toEqual(set.spec.template.metadata.labels);
    expect(set.spec.template.spec.serviceAccountName).toBe(account.metadata.name);
    const [container] = set.spec.template.spec.containers;
    const named = ({ name }: { name: string }) => name;
    expect(container.volumeMounts.map(named)).toEqual(set.spec.template.spec.volumes.map(named));
  },
);

test('the plugin of node-problem-detector sets the condition it declares', () => {
  const { conditions, rules } = JSON.parse(npdPlugin());
  expect(rules[0].condition).toBe(conditions[0].type);
});
