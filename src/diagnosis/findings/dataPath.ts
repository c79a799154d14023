import type { FindingRow, Values } from './finding.ts';

const upgrade = 'Upgrade the driver to the newest release; if it repeats there, open a support case with this report.';

/** Faults on the way of packets: rings, descriptors, memory, link. */
export const dataPathFindings: readonly FindingRow[] = [
  {
    id: 'bad-rx-req-id',
    severity: 'critical',
    blame: 'device',
    confidence: 'certain',
    title: 'A received packet named a buffer that is not in flight',
    meaning:
      'A receive completion carried a request id that is out of range or already used; the driver cannot trust the ring and resets the adapter (reset reason 4).',
    advice: [upgrade],
    examples: [
      'ena 0000:00:05.0 eth0: Invalid rx req_id: 5000',
      'ena 0000:00:05.0 eth0: Page is NULL. qid 3 req_id 12',
    ],
  },
  {
    id: 'bad-tx-req-id',
    severity: 'critical',
    blame: 'device',
    confidence: 'certain',
    title: 'A transmit completion named a packet that is not in flight',
    meaning:
      'A transmit completion carried a request id that is out of range or belongs to no packet; the driver resets the adapter (reset reason 5).',
    advice: [upgrade],
    examples: [
      'ena 0000:00:05.0 eth0: Invalid req_id 1024 in qid 3',
      "ena 0000:00:05.0 eth0: tx_info doesn't have valid skb. qid 1 req_id 7",
    ],
  },
  {
    id: 'rx-too-many-descriptors',
    severity: 'critical',
    blame: 'device',
    confidence: 'certain',
    title: 'A packet arrived in more pieces than allowed',
    meaning:
      'A received packet was spread over more buffers than the driver accepts; it resets the adapter (reset reason 6). Very small buffers or a device fault.',
    advice: [upgrade],
    examples: ['ena 0000:00:05.0 eth0: Too many RX cdescs (20) > MAX(19)'],
  },
  {
    id: 'rx-descriptor-malformed',
    severity: 'critical',
    blame: 'device',
    confidence: 'certain',
    title: 'A receive completion is malformed',
    meaning: 'A receive descriptor holds bits that must not be set; the driver resets the adapter (reset reason 16).',
    advice: [upgrade],
    examples: ['ena 0000:00:05.0 eth0: First bit is on in descriptor #1 on q_id: 3, req_id: 77'],
  },
  {
    id: 'tx-descriptor-malformed',
    severity: 'critical',
    blame: 'device',
    confidence: 'certain',
    title: 'A transmit completion is malformed',
    meaning: 'A transmit completion holds bits that must not be set; the driver resets the adapter (reset reason 17).',
    advice: [upgrade],
    examples: ['ena 0000:00:05.0 eth0: Corrupted TX descriptor on q_id: 3, req_id: 77'],
  },
  {
    id: 'rx-memory-pressure',
    severity: 'warning',
    blame: 'guest-memory',
    confidence: 'certain',
    title: 'Receive buffers could not be allocated, again and again',
    meaning:
      'The kernel had no memory for receive buffers many times over; packets are dropped while the rings run low.',
    advice: [
      'Find what eats the memory (`free -m`, cgroup limits, `dmesg | grep -i oom`).',
      'Raise `vm.min_free_kbytes` (1 to 3 % of RAM), use smaller receive rings or fewer queues, or a larger instance.',
    ],
    examples: [
      Array.from(
        { length: 12 },
        (_, i) => `[${100 + i}.000000] ena 0000:00:05.0 eth0: Failed to allocate buffer for rx queue 1`,
      ).join('\n'),
    ],
    counterexamples: ['ena 0000:00:05.0 eth0: failed to alloc buffer for rx queue 1'],
  },
  {
    id: 'dma-mapping-errors',
    severity: 'warning',
    blame: 'guest-memory',
    confidence: 'certain',
    title: 'DMA mapping failed',
    meaning:
      'Buffers could not be mapped for the device: the IOMMU or the bounce buffer (swiotlb) ran out, or memory is short. The packets concerned are dropped.',
    advice: [
      'Check `swiotlb` lines in the kernel log and enlarge it (`swiotlb=` kernel parameter) on encrypted guests.',
      'Check free memory.',
    ],
    examples: ['ena 0000:00:05.0 eth0: Failed to map skb'],
  },
  {
    id: 'link-down',
    severity: 'critical',
    blame: 'device',
    confidence: 'certain',
    title: 'The link went down',
    meaning: 'The device reported its link as down, or the link goes down and up again.',
    advice: [
      'An EC2 link does not go down by itself: look for an attach/detach of the interface, a reset, or a host event in the health dashboard.',
    ],
    examples: ['Oct  2 19:59:25 nfs2 kernel: ena0: link is DOWN'],
  },
  {
    id: 'driver-kernel-panic',
    severity: 'critical',
    blame: 'unknown',
    confidence: 'certain',
    title: 'The kernel crashed in or below the ENA driver',
    meaning: ({ function: name, bystander }: Values) =>
      bystander
        ? `An oops, BUG or panic went through the driver's packet path (\`${name}\`), as every received packet does: the fault may well lie elsewhere.`
        : `An oops, BUG or panic happened in the ENA driver${name ? ` (\`${name}\`)` : ''}, or in what it called.`,
    advice: [
      'Upgrade kernel and driver; known crashes are listed with the release that fixes them.',
      'Keep the whole trace (EC2 console output, vmcore) and report it to the maintainers of the function it names.',
    ],
    examples: [
      'BUG: kernel NULL pointer dereference, address: 0000000000000008\nCall Trace:\n ena_destroy_device+0x5c/0x1a0 [ena]\n---[ end trace 0000000000000000 ]---',
    ],
    counterexamples: [
      'BUG: kernel NULL pointer dereference, address: 0000000000000008\nModules linked in: ena nvme\nCall Trace:\n ext4_writepages+0x5c/0x1a0 [ext4]\n---[ end trace 0000000000000000 ]---',
    ],
  },
  {
    id: 'driver-warning-splat',
    severity: 'warning',
    blame: 'unknown',
    confidence: 'certain',
    title: 'The kernel printed a warning with the ENA driver in its trace',
    meaning: ({ function: name, bystander }: Values) =>
      bystander
        ? `A check failed in the kernel while it worked on a packet that ENA had delivered (\`${name}\`); nothing died, and the fault may well lie elsewhere.`
        : `A check failed in or below the ENA driver${name ? ` (\`${name}\`)` : ''}; nothing died.`,
    advice: ['Report the trace to the driver’s maintainers; upgrade the driver. No action on the instance is needed.'],
    examples: [
      'WARNING: CPU: 96 PID: 1289 at net/devlink/core.c:39 devl_assert_locked+0x29/0x30\n ena_devlink_alloc+0xa2/0x100 [ena]\n---[ end trace 0000000000000000 ]---',
    ],
    counterexamples: [
      'WARNING: CPU: 9 PID: 12 at fs/xfs/xfs_aops.c:39 xfs_x+0x29/0x30\n xfs_y+0xa2/0x100 [xfs]\n---[ end trace 0000000000000000 ]---',
    ],
  },
];
