import type { FindingRow, Values } from './finding.ts';

const rebuild =
  'Install it for this kernel: the distribution’s kernel modules package, or build amzn-drivers with dkms (`AUTOINSTALL="yes"`).';

/** The driver as a file: is it there, was it built, does it load, is it ENA at all. */
export const moduleFindings: readonly FindingRow[] = [
  {
    id: 'module-missing-for-kernel',
    severity: 'critical',
    blame: 'configuration',
    confidence: 'certain',
    title: 'There is no ena module for this kernel',
    meaning: ({ kernel }: Values) =>
      `The module \`ena\` was not found${kernel ? ` for kernel ${kernel}` : ''}. An instance that boots this kernel with ENA enabled has no network (unless the driver is built into the kernel: see \`modules.builtin\`).`,
    advice: [
      rebuild,
      'Rebuild the initramfs, and check before the next reboot.',
      'Already unreachable: switch enaSupport off if the type allows it, or repair the root volume on another instance.',
    ],
    examples: [
      'ERROR: modinfo: could not find module ena',
      'modprobe: FATAL: Module ena not found in directory /lib/modules/6.1.0-13-cloud-amd64',
      '00:05.0 Ethernet controller: Amazon.com, Inc. Elastic Network Adapter (ENA)\n\tMemory at febf4000 [disabled] [size=16K]',
    ],
    counterexamples: [
      '00:05.0 Ethernet controller: Amazon.com, Inc. Elastic Network Adapter (ENA)',
      '00:05.0 Ethernet controller: Amazon.com, Inc. Elastic Network Adapter (ENA)\n\tMemory at febf4000 [size=16K]',
      '00:06.0 Ethernet controller: Amazon.com, Inc. Elastic Fabric Adapter (EFA)\n\tMemory at febf4000 [disabled]',
      'modinfo: ERROR: Module efa not found.',
    ],
  },
  {
    id: 'module-build-failed',
    severity: 'critical',
    blame: 'configuration',
    confidence: 'certain',
    title: 'Building the ena module failed',
    meaning: 'The out-of-tree driver could not be built for a kernel, so that kernel boots without it.',
    advice: [
      'Read the first compiler error in the build log; an old driver does not build on a new kernel: use the newest amzn-drivers release.',
      rebuild,
    ],
    examples: [
      "make: Entering directory '/usr/src/linux-headers-5.15.0-1004-aws'\n/var/lib/dkms/ena/2.2.10/build/kernel/linux/ena/ena_netdev.c:912:9: error: implicit declaration of function 'netif_napi_add_weight'\nmake[2]: *** [ena_netdev.o] Error 1",
    ],
    counterexamples: ['ena/2.8.0, 5.15.0-1004-aws, x86_64: installed'],
  },
  {
    id: 'kernel-headers-missing',
    severity: 'critical',
    blame: 'configuration',
    confidence: 'certain',
    title: 'The module cannot be built: kernel headers are missing',
    meaning: 'dkms needs the headers of exactly the kernel it builds for, and they are not installed.',
    advice: [
      'Install them: `apt install linux-headers-$(uname -r)`, `dnf install kernel-devel-$(uname -r)`, then `dkms autoinstall`.',
    ],
    examples: [
      '$ sudo dkms build -m ena -v 2.8.0\nError! Your kernel headers for kernel 5.4.0-1029-aws cannot be found.',
    ],
  },
  {
    id: 'module-load-failed',
    severity: 'critical',
    blame: 'configuration',
    confidence: 'certain',
    title: 'The ena module exists and does not load',
    meaning: ({ error }: Values) =>
      `The kernel refuses the module${error ? `: ${error}` : ''}. It was built for another kernel, is unsigned where signatures are required, or lacks symbols.`,
    advice: [rebuild, 'Under Secure Boot: sign the module with an enrolled key (`mokutil`).'],
    examples: [
      "ena: version magic '4.14.77-70.59.amzn1.x86_64 SMP mod_unload modversions ' should be '4.14.88-72.73.amzn1.x86_64 SMP mod_unload modversions '",
      'ena: disagrees about version of symbol module_layout',
    ],
    counterexamples: ['ena: module verification failed: signature and/or required key missing - tainting kernel'],
  },
  {
    id: 'not-an-ena-interface',
    severity: 'notice',
    blame: 'configuration',
    confidence: 'certain',
    title: 'This interface is not served by ENA',
    meaning: ({ driver }: Values) =>
      `The interface is driven by ${driver ? `\`${driver}\`` : 'another driver'}; ENA has no part in it.`,
    advice: ['If it should be ENA: check enaSupport of the instance and its type, and the `ena` module in the image.'],
    examples: ['driver: vif\nversion: \nfirmware-version: \nbus-info: vif-0'],
    counterexamples: ['driver: ena\nversion: 2.12.0g\nfirmware-version: \nbus-info: 0000:00:05.0'],
  },
  {
    id: 'not-ena-message',
    severity: 'notice',
    blame: 'unknown',
    confidence: 'certain',
    title: 'These lines look like ENA’s and belong to another driver',
    meaning: 'EFA (the RDMA driver) prints the same texts as ENA. They say nothing about the network adapter.',
    advice: ['Look at the EFA device instead (`rdma link`, EFA installer and firmware).'],
    examples: ['infiniband rdmap0s6: Wait for completion (polling) timeout'],
    counterexamples: ['ena 0000:00:05.0: Wait for completion (polling) timeout'],
  },
  {
    id: 'driver-built-in',
    severity: 'notice',
    blame: 'configuration',
    confidence: 'certain',
    title: 'The driver is compiled into the kernel',
    meaning: 'There is no module file, and none is needed: “module not found” is no fault on this kernel.',
    advice: ['Nothing to do.'],
    examples: ['filename:       (builtin)\nname:           ena'],
  },
];

/** How it is set up, and what the instance allows. */
export const configurationFindings: readonly FindingRow[] = [
  {
    id: 'xdp-rejected-queues',
    severity: 'warning',
    blame: 'configuration',
    confidence: 'certain',
    title: 'An XDP program was refused: too many channels in use',
    meaning: 'XDP needs a transmit queue of its own for every channel, so at most half of the maximum may be in use.',
    advice: [
      '`ethtool -L IF combined N` with N at most half of the maximum (`ethtool -l IF`), then attach the program again.',
    ],
    examples: [
      'ena 0000:00:05.0 eth0: Failed to set xdp program, the Rx/Tx channel count should be at most half of the maximum allowed channel count. The current queue count (8), the maximal queue count (8)',
    ],
  },
  {
    id: 'xdp-rejected-mtu',
    severity: 'warning',
    blame: 'configuration',
    confidence: 'certain',
    title: 'An XDP program was refused: the MTU is too large',
    meaning: 'XDP on ENA handles packets of one page; the present MTU does not fit.',
    advice: [
      '`ip link set IF mtu 3498` (the largest most drivers accept; the kernel log names the limit), then attach the program again.',
    ],
    examples: [
      'ena 0000:00:05.0 eth0: Failed to set xdp program, the current MTU (9001) is larger than the maximum allowed MTU (3498) while xdp is on',
    ],
  },
  {
    id: 'suboptimal-configuration',
    severity: 'warning',
    blame: 'configuration',
    confidence: 'certain',
    title: 'The device reports a sub-optimal configuration',
    meaning: ({ what }: Values) =>
      `The device notified the driver of a setting that costs performance or packets${what ? `: ${what}` : ''}.`,
    advice: ['See `ena explain suboptimal` for the codes and their cure.'],
    examples: [
      'ena 0000:00:05.0 eth0: Sub-optimal configuration notification code: 2. Refer to AWS ENA documentation for additional details and mitigation options.',
    ],
  },
  {
    id: 'llq-disabled',
    severity: 'warning',
    blame: 'configuration',
    confidence: 'likely',
    title: 'Low-latency queues are switched off',
    meaning:
      'The device could place transmit descriptors in its own memory (LLQ), but the configuration keeps it off: latency and packet rate suffer, and newer instance types expect it.',
    advice: [
      'Remove the setting that disables it (module parameters, DPDK `enable_llq=0`, write combining missing for vfio-pci).',
    ],
    examples: [
      "ENA_INIT: ena_set_queues_placement_policy(): NOTE: LLQ has been disabled as per user's request. This may lead to a huge performance degradation!",
    ],
    counterexamples: ['ena 0000:00:05.0: LLQ is not supported Fallback to host mode policy.'],
  },
  {
    id: 'tx-queue-imbalance',
    severity: 'warning',
    blame: 'configuration',
    confidence: 'possible',
    title: 'One transmit queue carries nearly everything',
    meaning: ({ share, queues }: Values) =>
      `One of ${queues ?? 'several'} queues sent ${share ?? 'nearly all'} of the packets, so one CPU and one ring carry the load. A single flow does that by nature; many flows should spread.`,
    advice: [
      'Map CPUs to queues with XPS (`/sys/class/net/IF/queues/tx-*/xps_cpus`).',
      'With a single flow: spread it over several connections.',
    ],
    examples: ['queue_0_tx_cnt: 12751829\nqueue_1_tx_cnt: 52\nqueue_2_tx_cnt: 8\nqueue_3_tx_cnt: 47'],
    counterexamples: [
      'queue_0_tx_cnt: 12751829\nqueue_1_tx_cnt: 11751829\nqueue_2_tx_cnt: 8000000\nqueue_3_tx_cnt: 4700000',
    ],
  },
  {
    id: 'stats-unavailable',
    severity: 'notice',
    blame: 'driver',
    confidence: 'certain',
    title: 'Counters that were asked for do not exist in this driver',
    meaning: 'This driver version does not have the counters; their absence says nothing about the adapter.',
    advice: [
      'Upgrade the driver: allowance counters need 2.2.10, conntrack_allowance_available 2.8.1, reset counters 2.10.0.',
    ],
    examples: [
      'ena 0000:00:05.0 eth0: Failed to get ENI stats',
      'ena 0000:00:05.0 eth0: Failed to get stats. error: -95',
    ],
    counterexamples: [
      "ena 0000:00:05.0 eth0: The ena device didn't send a completion for the admin cmd 11 status 0\nena 0000:00:05.0 eth0: Failed to get stats. error: -62\nena 0000:00:05.0: Failed to get ENI stats",
    ],
  },
  {
    id: 'stats-inconsistent',
    severity: 'notice',
    blame: 'driver',
    confidence: 'likely',
    title: 'Totals and per-queue values disagree',
    meaning: 'The sum over the queues is far from the total of the same snapshot; one of them is not to be trusted.',
    advice: ['Take a second snapshot; compare what both rise by.'],
    examples: ['NIC statistics:\n     total_tx_cnt: 900000\n     queue_0_tx_cnt: 1000\n     queue_1_tx_cnt: 2000'],
    counterexamples: ['NIC statistics:\n     total_tx_cnt: 3010\n     queue_0_tx_cnt: 1000\n     queue_1_tx_cnt: 2000'],
  },
  {
    id: 'driver-outdated',
    severity: 'warning',
    blame: 'driver',
    confidence: 'likely',
    title: 'The driver is too old for what is asked of it',
    meaning: ({ version, need }: Values) =>
      `Version ${version ?? 'in use'} is older than what this needs${need ? ` (${need})` : ''}.`,
    advice: ['Upgrade the driver (amzn-drivers) or the kernel.'],
    examples: ['instance-type: c7i.large\n\ndriver: ena\nversion: 2.0.2g\nfirmware-version: \nbus-info: 0000:00:05.0'],
    counterexamples: [
      'instance-type: c7i.large\n\ndriver: ena\nversion: 2.2.9g\nfirmware-version: \nbus-info: 0000:00:05.0',
      'instance-type: c5.large\n\ndriver: ena\nversion: 2.0.2g\nfirmware-version: \nbus-info: 0000:00:05.0',
    ],
  },
  {
    id: 'known-driver-bug',
    severity: 'warning',
    blame: 'driver',
    confidence: 'possible',
    title: 'This driver version has a known defect with this symptom',
    meaning: ({ symptom, fixedIn }: Values) =>
      `Known: ${symptom ?? 'see the table of known bugs'}.${fixedIn ? ` Fixed in ${fixedIn}.` : ''}`,
    advice: ['Upgrade the driver.'],
    examples: [
      'ena 0000:00:05.0: Elastic Network Adapter (ENA) v1.1.3\nena 0000:00:05.0 eth0: Completion context is occupied',
    ],
    counterexamples: [
      'ena 0000:00:05.0: Elastic Network Adapter (ENA) v2.12.0g\nena 0000:00:05.0 eth0: Completion context is occupied',
    ],
  },
];
