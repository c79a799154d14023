import type { FindingRow, Values } from './finding.ts';

/**
 * What keeps a machine from coming back after its next boot. They are found in a tree of files, not in a text: their
 * examples are the trees of `preflight.test.ts`, and their advice is told in the commands of the distribution.
 */
export const preflightFindings: readonly FindingRow[] = [
  {
    id: 'module-blacklisted',
    severity: 'critical',
    blame: 'configuration',
    confidence: 'certain',
    title: 'The ena module is told not to load',
    meaning: ({ where }: Values) =>
      `${where ?? 'The configuration'} forbids loading the module, so the adapter gets no driver at boot.`,
    advice: ['Remove the line that forbids it, and rebuild the initramfs, which holds a copy of it.'],
    examples: [],
  },
  {
    id: 'module-not-indexed',
    severity: 'critical',
    blame: 'configuration',
    confidence: 'certain',
    title: 'The ena module lies on the disk and modprobe does not know of it',
    meaning: ({ kernel }: Values) =>
      `\`modules.dep\`${kernel ? ` of kernel ${kernel}` : ''} does not list the file, so nothing loads it at boot. \`depmod\` was not run after it was put there.`,
    advice: ['`depmod -a` for that kernel.'],
    examples: [],
  },
  {
    id: 'module-not-in-initramfs',
    severity: 'critical',
    blame: 'configuration',
    confidence: 'certain',
    title: 'The root file system is on the network, and the initramfs has no ena module',
    meaning: ({ kernel }: Values) =>
      `${kernel ? `Kernel ${kernel}` : 'The kernel'} must reach its root file system over the adapter and finds no driver for it before it has one.`,
    advice: ['Add `ena` to the initramfs and rebuild it.'],
    examples: [],
  },
  {
    id: 'initramfs-without-nvme',
    severity: 'notice',
    blame: 'configuration',
    confidence: 'likely',
    title: 'The initramfs has no NVMe driver',
    meaning:
      'Instance types on Nitro show their root volume as an NVMe disk. On such a type this kernel does not find its root file system; on a Xen type it does.',
    advice: ['Before changing to a Nitro type: add `nvme` to the initramfs and rebuild it.'],
    examples: [],
  },
  {
    id: 'dkms-will-not-rebuild',
    severity: 'warning',
    blame: 'configuration',
    confidence: 'certain',
    title: 'dkms will not build the ena module for the next kernel',
    meaning: ({ why }: Values) =>
      `${why ?? 'The driver’s dkms.conf or its registration is not in order.'} After the next kernel update the machine boots without this driver.`,
    advice: ['Put `dkms.conf` in order, then `dkms add`, `dkms build` and `dkms install`.'],
    examples: [],
  },
  {
    id: 'network-name-mismatch',
    severity: 'critical',
    blame: 'configuration',
    confidence: 'likely',
    title: 'No network configuration is for the name that the adapter will have',
    meaning: ({ configured, expected }: Values) =>
      `The configuration brings up ${configured ?? 'another name'}; under ENA the adapter will be called ${expected ?? 'otherwise'}, and stays down.`,
    advice: ['Configure by a pattern that fits, or keep the old names (`net.ifnames=0` on the kernel’s command line).'],
    examples: [],
  },
  {
    id: 'network-pinned-to-driver',
    severity: 'critical',
    blame: 'configuration',
    confidence: 'certain',
    title: 'The network configuration is for another driver than ena',
    meaning: ({ driver }: Values) =>
      `The configuration asks for an interface of driver ${driver ?? 'of another kind'}. The ENA adapter is none, and stays down.`,
    advice: ['Add `ena` to the drivers it matches, or match by name.'],
    examples: [],
  },
  {
    id: 'network-pinned-to-mac',
    severity: 'notice',
    blame: 'configuration',
    confidence: 'certain',
    title: 'The network is tied to a MAC address',
    meaning: ({ mac }: Values) =>
      `Configuration or the interface’s name holds for ${mac ?? 'one MAC address'} only. A network interface keeps its address when its instance stops and starts; an instance launched from an image of this volume has another one.`,
    advice: ['Before making an image: remove the MAC address from the configuration and the rule that pins the name.'],
    examples: [],
  },
  {
    id: 'cloud-init-network-off',
    severity: 'notice',
    blame: 'configuration',
    confidence: 'certain',
    title: 'cloud-init leaves the network alone',
    meaning:
      'cloud-init is told not to configure the network, so nothing rewrites configuration that no longer fits when the volume boots on another instance.',
    advice: ['Keep it, if the configuration is kept by hand; else remove the file.'],
    examples: [],
  },
];
