import { grafanaDashboard } from './grafanaDashboard.ts';
import { kubernetesManifests } from './kubernetesManifests.ts';
import type { PrintName } from './names.ts';
import { npdPlugin } from './npdPlugin.ts';
import { prometheusRules } from './prometheusRules.ts';
import { systemdUnit } from './systemdUnit.ts';

/** What `ena watch --print` prints, by name. */
export const prints: Readonly<Record<PrintName, () => string>> = {
  'prometheus-rules': prometheusRules,
  'grafana-dashboard': grafanaDashboard,
  kubernetes: kubernetesManifests,
  npd: npdPlugin,
  systemd: systemdUnit,
};
