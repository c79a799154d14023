/** What a source turned out to be. `mixed`: several of them in one text. */
export type SourceKind =
  | 'kernel-log'
  | 'ethtool-statistics'
  | 'ethtool-driver'
  | 'ethtool-settings'
  | 'dpdk-xstats'
  | 'freebsd-sysctl'
  | 'modinfo'
  | 'lspci'
  | 'dkms'
  | 'interrupts'
  | 'cpu'
  | 'system'
  | 'rescue-report'
  | 'live-host'
  | 'ec2-instance'
  | 'mixed'
  | 'unrecognised';

/** What became of one source (for an archive or folder: one entry per member that was read). */
export interface SourceSummary {
  readonly path: string;
  readonly kind: SourceKind;
  readonly lines: number;
  /** Lines that concern ENA. */
  readonly adapterLines: number;
  /** Why it could not be read, or not to its end; one sentence. */
  readonly problem?: string;
}
