export { DataPath, openDataPath } from './dataPath.ts';
export { DataPathFaults, type InterruptStrike } from './dataPathFaults.ts';
export type { DataPathOptions, Quarantine } from './dataPathOptions.ts';
export { Express } from './express.ts';
export { Frame } from './frame.ts';
export { InstanceLimits, type LimitCounters, type LimitSettings, publishedLimits } from './limits/instanceLimits.ts';
export type { NetworkPeer, ReceiveInfo, TransmitInfo } from './peer.ts';
export type { QueueFault } from './submissionQueue.ts';
