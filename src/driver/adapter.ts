import type { Clock } from '../bus/clock.ts';
import type { DmaBlock, DriverPort } from '../bus/port.ts';
import { Row } from '../bus/row.ts';
import { type AdminCounters, type AdminQueue, newAdminCounters } from './control/adminQueue.ts';
import { type DeviceFacts, unknownDevice } from './control/deviceFacts.ts';
import type { EventQueue } from './control/eventQueue.ts';
import { RegisterReader } from './control/registerReader.ts';
import { type RssSettings, unknownRss } from './control/rssSettings.ts';
import { AdapterCounters } from './counters.ts';
import { type Log, Speech } from './log.ts';
import { type DriverOptions, defaultOptions, type NetworkStack, type Options } from './options.ts';
import type { PairCounters } from './queues/queueCounters.ts';
import type { QueuePair } from './queues/queuePair.ts';
import { Troubles } from './troubles.ts';
import type { Limits, Voice } from './voices.ts';
import { Worker } from './work.ts';

/** Why the adapter is to be reset, and whether it is. */
export interface ResetRequest {
  isPending: boolean;
  reason: number;
}

/** Limits that the device's hints may change, in force now. */
export type Hinted = {
  -readonly [Name in
    | 'keepAliveMs'
    | 'adminCommandMs'
    | 'missingTxMs'
    | 'missingTxPackets'
    | 'stackWatchdogMs']: Limits[Name];
};

/** All a driver knows of one adapter. Parts of the driver are functions of it. */
export class Adapter {
  readonly port: DriverPort;
  readonly clock: Clock;
  readonly voice: Voice;
  readonly log: Log;
  readonly speech: Speech;
  readonly stack: NetworkStack;
  readonly options: Options;
  readonly troubles = new Troubles();
  readonly counters = new AdapterCounters();
  readonly registers: RegisterReader;
  /** Changes of configuration, one after the other. */
  readonly configuration: Worker;
  admin: AdminQueue | undefined;
  /** Counts of admin queues, which outlive them. */
  readonly adminCounters: AdminCounters = newAdminCounters();
  events: EventQueue | undefined;
  device: DeviceFacts = unknownDevice;
  rss: RssSettings = unknownRss;
  hostInfo: DmaBlock | undefined;
  debugArea: DmaBlock | undefined;
  limits: Hinted;
  /** Queue pairs that exist: none while the interface is down. */
  queues: readonly QueuePair[] = [];
  /** Counters of all queue pairs there may be, which outlive the queues. */
  pairCounters: PairCounters[] = [];
  /** Queue pairs whose poller is due, in order. */
  readonly due = new Row<QueuePair>();
  readonly reset: ResetRequest = { isPending: false, reason: 0 };
  /** Vector 0 is connected. */
  hasInterrupts = false;
  /** Queue pairs in use, and how many there may be. */
  channels = 0;
  maxChannels = 0;
  txDepth = 0;
  rxDepth = 0;
  /** Depths asked for, before memory made them smaller. */
  wantedTxDepth: number;
  wantedRxDepth: number;
  mtu: number;
  delaysUs: { tx: number; rx: number };
  /** Events are taken. */
  isRunning = false;
  isUp = false;
  /** Somebody wants it up: it comes back after a reset. */
  isWantedUp = false;
  isRestoring = false;
  isRegistered = false;
  linkIsUp = false;
  hasCarrier = false;
  lastKeepAliveNs = 0;
  /** Where the check of overdue packets goes on. */
  nextMissingTxQueue = 0;

  constructor(port: DriverPort, voice: Voice, stack: NetworkStack, log: Log, options: DriverOptions) {
    this.port = port;
    this.clock = port.clock;
    this.voice = voice;
    this.log = log;
    this.stack = stack;
    this.options = { ...defaultOptions, ...options };
    this.speech = new Speech(voice, log, port.pci.slot);
    this.registers = new RegisterReader(port, this.speech, voice.limits.registerReadMs);
    this.configuration = new Worker(port.clock);
    this.limits = { ...voice.limits };
    this.delaysUs = { ...voice.limits.delaysUs };
    this.wantedTxDepth = this.options.txDepth;
    this.wantedRxDepth = this.options.rxDepth;
    this.mtu = this.options.mtu;
  }

  /** Milliseconds since a time, as the kernel's tick would tell. */
  sinceMs(timeNs: number): number {
    return Math.floor((this.clock.nowNs() - timeNs) / 1e6);
  }

  /** The device promised that reserved bits of completions are 0, and this version relies on it. */
  get checksReservedBits(): boolean {
    return this.voice.does.reservedBitCheck && this.device.completionsKeepZeros;
  }
}
