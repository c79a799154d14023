import type { Statistic } from './statistic.ts';

/** What the instance may do and how often it wanted more; ENA Express. The device keeps these, so they outlive a reset. */
// biome-ignore format: a table
export const instanceStatistics: readonly Statistic[] = [
  {
    id: 'bw_in_allowance_exceeded', name: 'bw_in_allowance_exceeded', scope: 'instance', unit: 'packets', type: 'counter', nonzero: 'suspicious', releases: '>=2.2.10', kernels: '5.10-7.3',
    dpdk: [{ name: 'bw_in_allowance_exceeded', releases: '>=2.2.0' }], freebsd: [{ name: 'dev.ena.U.eni_metrics.bw_in_allowance_exceeded', releases: '>=2.6.2' }, { name: 'dev.ena.U.customer_metrics.bw_in_allowance_exceeded', releases: '>=2.7.0' }],
    means: 'Packets queued or dropped because the instance received more than its inbound bandwidth allows, all interfaces together.',
    rise: 'The instance runs into its inbound bandwidth. Queued packets cost latency, dropped ones retransmissions.',
    worry: 'When it rises: a total above zero says only that it happened once since the interface was attached; a rise between two looks says that it happens now. Microbursts raise it although the average bandwidth looks low.',
  },
  {
    id: 'bw_out_allowance_exceeded', name: 'bw_out_allowance_exceeded', scope: 'instance', unit: 'packets', type: 'counter', nonzero: 'suspicious', releases: '>=2.2.10', kernels: '5.10-7.3',
    dpdk: [{ name: 'bw_out_allowance_exceeded', releases: '>=2.2.0' }], freebsd: [{ name: 'dev.ena.U.eni_metrics.bw_out_allowance_exceeded', releases: '>=2.6.2' }, { name: 'dev.ena.U.customer_metrics.bw_out_allowance_exceeded', releases: '>=2.7.0' }],
    means: 'Packets queued or dropped because the instance sent more than its outbound bandwidth allows, all interfaces together.',
    rise: 'The instance runs into its outbound bandwidth.',
    worry: 'When it rises: a total above zero says only that it happened once since the interface was attached; a rise between two looks says that it happens now. On types with burst credits it begins when the credits are used up.',
  },
  {
    id: 'conntrack_allowance_exceeded', name: 'conntrack_allowance_exceeded', scope: 'instance', unit: 'packets', type: 'counter', nonzero: 'bad', releases: '>=2.2.10', kernels: '5.10-7.3',
    dpdk: [{ name: 'conntrack_allowance_exceeded', releases: '>=2.2.0' }], freebsd: [{ name: 'dev.ena.U.eni_metrics.conntrack_allowance_exceeded', releases: '>=2.6.2' }, { name: 'dev.ena.U.customer_metrics.conntrack_allowance_exceeded', releases: '>=2.7.0' }],
    means: 'Packets dropped because the instance tracks as many connections as it may.',
    rise: 'New connections fail, established ones go on: to users it looks like random timeouts.',
    worry: 'As soon as it rises: unlike the other allowances this one never queues, each count is a lost packet. Security groups that track nothing, or a larger instance type, help.',
  },
  {
    id: 'linklocal_allowance_exceeded', name: 'linklocal_allowance_exceeded', scope: 'instance', unit: 'packets', type: 'counter', nonzero: 'suspicious', releases: '>=2.2.10', kernels: '5.10-7.3',
    dpdk: [{ name: 'linklocal_allowance_exceeded', releases: '>=2.2.0' }], freebsd: [{ name: 'dev.ena.U.eni_metrics.linklocal_allowance_exceeded', releases: '>=2.6.2' }, { name: 'dev.ena.U.customer_metrics.linklocal_allowance_exceeded', releases: '>=2.7.0' }],
    means: 'Packets dropped because this interface sent more than 1024 a second to the services at link-local addresses: the VPC resolver, the metadata service, time.',
    rise: 'Name lookups or metadata requests are lost and come back after their time-out.',
    worry: 'When it rises: a resolver cache on the instance is the cure. Own DNS servers do not count here.',
  },
  {
    id: 'pps_allowance_exceeded', name: 'pps_allowance_exceeded', scope: 'instance', unit: 'packets', type: 'counter', nonzero: 'suspicious', releases: '>=2.2.10', kernels: '5.10-7.3',
    dpdk: [{ name: 'pps_allowance_exceeded', releases: '>=2.2.0' }], freebsd: [{ name: 'dev.ena.U.eni_metrics.pps_allowance_exceeded', releases: '>=2.6.2' }, { name: 'dev.ena.U.customer_metrics.pps_allowance_exceeded', releases: '>=2.7.0' }],
    means: 'Packets queued or dropped because the instance moved more packets per second, both directions together, than it may. Outgoing fragments beyond 1024 a second count here too.',
    rise: 'Too many packets, usually small ones, or too many fragments.',
    worry: 'When it rises: a total above zero says only that it happened once since the interface was attached; a rise between two looks says that it happens now. Larger packets or a larger instance type help; for fragments the driver parameter enable_frag_bypass (2.13.3 and later) does.',
  },
  {
    id: 'conntrack_allowance_available', name: 'conntrack_allowance_available', scope: 'instance', unit: 'connections', type: 'gauge', nonzero: 'expected', releases: '>=2.8.1', kernels: '6.12-7.3',
    dpdk: [{ name: 'conntrack_allowance_available', releases: '>=2.8.0' }], freebsd: [{ name: 'dev.ena.U.customer_metrics.conntrack_allowance_available', releases: '>=2.7.0' }],
    means: 'Connections the instance may still track before it drops new ones.',
    rise: 'Connections ended; more room.',
    worry: 'When it nears zero: at zero `conntrack_allowance_exceeded` begins to rise. Half of what is free on a quiet day is a fair time to look, because connection peaks come fast.',
    page: 'Says FreeBSD and DPDK do not have it. FreeBSD has since 2.7.0, DPDK since 23.11.',
  },
  {
    id: 'ena_srd_eligible_tx_pkts', name: 'ena_srd_eligible_tx_pkts', scope: 'srd', unit: 'packets', type: 'counter', nonzero: 'expected', releases: '>=2.8.0', kernels: '6.12-7.3',
    dpdk: [{ name: 'ena_srd_eligible_tx_pkts', releases: '>=2.8.0' }], freebsd: [{ name: 'dev.ena.U.ena_srd_info.ena_srd_eligible_tx_pkts', releases: '>=2.7.0' }],
    means: 'Packets sent that could have gone by ENA Express.',
    rise: 'Traffic to peers for which ENA Express may be used.',
    worry: 'When it runs far ahead of `ena_srd_tx_pkts`: packets that could profit do not.',
  },
  {
    id: 'ena_srd_mode', name: 'ena_srd_mode', scope: 'srd', unit: 'bitmap', type: 'gauge', nonzero: 'expected', releases: '>=2.8.0', kernels: '6.12-7.3',
    dpdk: [{ name: 'ena_srd_mode', releases: '>=2.8.0' }], freebsd: [{ name: 'dev.ena.U.ena_srd_info.ena_srd_mode', releases: '>=2.7.0' }],
    means: 'What of ENA Express is on: bit 0 ENA Express itself, bit 1 UDP over it, bit 2 UDP without reordering.',
    rise: 'Somebody switched ENA Express on, at the attachment.',
    worry: 'When it is zero and you believe ENA Express is on: the setting belongs to the attachment of the interface, and is lost with it.',
  },
  {
    id: 'ena_srd_resource_utilization', name: 'ena_srd_resource_utilization', scope: 'srd', unit: 'percent', type: 'gauge', nonzero: 'expected', releases: '>=2.8.0', kernels: '6.12-7.3',
    dpdk: [{ name: 'ena_srd_resource_utilization', releases: '>=2.8.0' }], freebsd: [{ name: 'dev.ena.U.ena_srd_info.ena_srd_resource_utilization', releases: '>=2.7.0' }],
    means: 'Percentage of the connections ENA Express can hold that are in use.',
    rise: 'More peers or flows.',
    worry: 'From about 90 on: at 100 new flows go without ENA Express, and nothing else says so.',
  },
  {
    id: 'ena_srd_rx_pkts', name: 'ena_srd_rx_pkts', scope: 'srd', unit: 'packets', type: 'counter', nonzero: 'expected', releases: '>=2.8.0', kernels: '6.12-7.3',
    dpdk: [{ name: 'ena_srd_rx_pkts', releases: '>=2.8.0' }], freebsd: [{ name: 'dev.ena.U.ena_srd_info.ena_srd_rx_pkts', releases: '>=2.7.0' }],
    means: 'Packets received by ENA Express.',
    rise: 'ENA Express carries traffic towards this instance.',
    worry: 'When it stays at zero although the peer sends by it.',
  },
  {
    id: 'ena_srd_tx_pkts', name: 'ena_srd_tx_pkts', scope: 'srd', unit: 'packets', type: 'counter', nonzero: 'expected', releases: '>=2.8.0', kernels: '6.12-7.3',
    dpdk: [{ name: 'ena_srd_tx_pkts', releases: '>=2.8.0' }], freebsd: [{ name: 'dev.ena.U.ena_srd_info.ena_srd_tx_pkts', releases: '>=2.7.0' }],
    means: 'Packets sent by ENA Express (SRD).',
    rise: 'ENA Express carries traffic.',
    worry: 'When it stays at zero while `ena_srd_eligible_tx_pkts` grows: the peer has ENA Express off, or too many flows are open.',
  },
];
