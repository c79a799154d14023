/** What the adapter counts since its reset. */
export interface TrafficCounters {
  txPackets: number;
  txBytes: number;
  /** Packets that guests handed over and that were not sent: their bytes could not be had, or made no sense. */
  txDrops: number;
  rxPackets: number;
  rxBytes: number;
  /** Frames that came and found no buffers, or no queue. */
  rxDrops: number;
  /** Frames that came and found no room for their completions. */
  rxOverruns: number;
  /** Queues that are read no more. */
  quarantines: number;
  expressEligibleTxPackets: number;
  expressTxPackets: number;
  expressRxPackets: number;
}

export const noTraffic = (): TrafficCounters => ({
  txPackets: 0,
  txBytes: 0,
  txDrops: 0,
  rxPackets: 0,
  rxBytes: 0,
  rxDrops: 0,
  rxOverruns: 0,
  quarantines: 0,
  expressEligibleTxPackets: 0,
  expressTxPackets: 0,
  expressRxPackets: 0,
});
