import type { Clock } from '../../../bus/clock.ts';
import type { Frame } from '../frame.ts';
import type { PacketHeaders } from '../packetHeaders.ts';
import type { ReceiveInfo, TransmitInfo } from '../peer.ts';
import { ConnectionKey } from './connectionKey.ts';
import { ConnectionTable } from './connectionTable.ts';
import { isForLinkLocalService } from './linkLocal.ts';
import { Shaper } from './shaper.ts';
import { TokenBucket } from './tokenBucket.ts';

/** What an instance may do. What is left out is not limited. */
export interface LimitSettings {
  readonly bandwidthInBitsPerSecond?: number;
  readonly bandwidthOutBitsPerSecond?: number;
  /** What may come at once after a pause. */
  readonly bandwidthBurstBits?: number;
  /** Both directions together. */
  readonly packetsPerSecond?: number;
  readonly packetsBurst?: number;
  /** Connections that security groups keep in mind. */
  readonly trackedConnections?: number;
  readonly connectionIdleMs?: number;
  /** Of one adapter, to the services of the host. */
  readonly linkLocalPacketsPerSecond?: number;
  /** Fragments sent. */
  readonly fragmentsPerSecond?: number;
  /** Frames that wait in each direction before frames are dropped. */
  readonly queueFrames?: number;
}

/** Packets that were queued or dropped, by the limit that was exceeded. */
export interface LimitCounters {
  bandwidthInExceeded: number;
  bandwidthOutExceeded: number;
  packetsPerSecondExceeded: number;
  connectionsExceeded: number;
  linkLocalExceeded: number;
  /** Of all these, those that never arrived. */
  droppedIn: number;
  droppedOut: number;
}

export const noExceededLimits = (): LimitCounters => ({
  bandwidthInExceeded: 0,
  bandwidthOutExceeded: 0,
  packetsPerSecondExceeded: 0,
  connectionsExceeded: 0,
  linkLocalExceeded: 0,
  droppedIn: 0,
  droppedOut: 0,
});

/** What became of a frame: it may go, its copy waits, or it is gone. */
export type Verdict = 'passes' | 'waits' | 'dropped';

/** How the frames go on that waited. */
export interface LimitExits {
  readonly deliver: (frame: Frame, note: ReceiveInfo | undefined) => void;
  readonly transmit: (frame: Frame, note: TransmitInfo | undefined) => void;
}

const defaults = { idleMs: 350_000, queueFrames: 512 } as const;
const unlimited = Number.POSITIVE_INFINITY;

/** Sources of the published limits: 1024 packets per second to link-local services and 1024 fragments per second. */
export const publishedLimits = { linkLocalPacketsPerSecond: 1024, fragmentsPerSecond: 1024 } as const;

/** The allowances of an instance: what the counters `*_allowance_exceeded` tell of. Without settings all may pass. */
export class InstanceLimits {
  readonly counters = noExceededLimits();
  /** Whether any limit is set: frames are looked at only then. */
  active = false;
  /** The guest chose that its fragments are not held against their limit. */
  fragmentBypass = false;
  readonly #clock: Clock;
  readonly #exits: LimitExits;
  readonly #key = new ConnectionKey();
  #in!: Shaper<ReceiveInfo>;
  #out!: Shaper<TransmitInfo>;
  #linkLocal!: TokenBucket;
  #fragments!: TokenBucket;
  #connections: ConnectionTable | undefined;

  constructor(clock: Clock, exits: LimitExits) {
    this.#clock = clock;
    this.#exits = exits;
    this.set({});
  }

  /** Other limits from now on, with full buckets. Frames that wait are lost. */
  set(settings: LimitSettings): void {
    this.#in?.clear();
    this.#out?.clear();
    const clock = this.#clock;
    const bucket = (perSecond = unlimited, burst = perSecond): TokenBucket => new TokenBucket(clock, perSecond, burst);
    const { bandwidthBurstBits, queueFrames = defaults.queueFrames, trackedConnections } = settings;
    const packets = bucket(settings.packetsPerSecond, settings.packetsBurst);
    const inwards = bucket(settings.bandwidthInBitsPerSecond, bandwidthBurstBits);
    const outwards = bucket(settings.bandwidthOutBitsPerSecond, bandwidthBurstBits);
    this.#in = new Shaper(clock, { bandwidth: inwards, packets }, queueFrames, this.#exits.deliver);
    this.#out = new Shaper(clock, { bandwidth: outwards, packets }, queueFrames, this.#exits.transmit);
    this.#linkLocal = bucket(settings.linkLocalPacketsPerSecond);
    this.#fragments = bucket(settings.fragmentsPerSecond);
    const idleNs = (settings.connectionIdleMs ?? defaults.idleMs) * 1e6;
    this.#connections = trackedConnections === undefined ? undefined : new ConnectionTable(trackedConnections, idleNs);
    this.active = Object.keys(settings).length > 0;
  }

  /** Connections that would still be tracked; 0 where none are. */
  get connectionsAvailable(): number {
    return this.#connections?.available(this.#clock.nowNs()) ?? 0;
  }

  /** Frames that wait in both directions. */
  get waiting(): number {
    return this.#in.waiting + this.#out.waiting;
  }

  /** Counters begin again and waiting frames are lost, as after a reset. Buckets and connections stay: they are the instance's. */
  reset(): void {
    this.#in.clear();
    this.#out.clear();
    this.fragmentBypass = false;
    Object.assign(this.counters, noExceededLimits());
  }

  /** Judges a frame that came. */
  admitIn(frame: Frame, headers: PacketHeaders, note: ReceiveInfo | undefined): Verdict {
    const { counters } = this;
    if (!this.#isTracked(frame, headers)) {
      counters.droppedIn++;
      return 'dropped';
    }
    const hindrance = this.#in.hindrance(frame.lengthBytes);
    if (hindrance === undefined) return 'passes';
    if (hindrance === 'bandwidth') counters.bandwidthInExceeded++;
    else counters.packetsPerSecondExceeded++;
    if (this.#in.enqueue(frame, note)) return 'waits';
    counters.droppedIn++;
    return 'dropped';
  }

  /** Judges a frame that is to go. */
  admitOut(frame: Frame, headers: PacketHeaders, note: TransmitInfo | undefined): Verdict {
    const { counters } = this;
    if (!this.#isAllowedOut(frame, headers)) {
      counters.droppedOut++;
      return 'dropped';
    }
    const hindrance = this.#out.hindrance(frame.lengthBytes);
    if (hindrance === undefined) return 'passes';
    if (hindrance === 'bandwidth') counters.bandwidthOutExceeded++;
    else counters.packetsPerSecondExceeded++;
    if (this.#out.enqueue(frame, note)) return 'waits';
    counters.droppedOut++;
    return 'dropped';
  }

  #isAllowedOut(frame: Frame, headers: PacketHeaders): boolean {
    if (isForLinkLocalService(frame, headers)) {
      if (!this.#linkLocal.has(1)) {
        this.counters.linkLocalExceeded++;
        return false;
      }
      this.#linkLocal.take(1);
      // Security groups do not look at these, so no connection is tracked.
      return true;
    }
    if (headers.fragment && !this.fragmentBypass) {
      if (!this.#fragments.has(1)) {
        this.counters.packetsPerSecondExceeded++;
        return false;
      }
      this.#fragments.take(1);
    }
    return this.#isTracked(frame, headers);
  }

  #isTracked(frame: Frame, headers: PacketHeaders): boolean {
    if (this.#connections === undefined || !headers.isIp) return true;
    this.#key.read(frame, headers);
    if (this.#connections.track(this.#key.low, this.#key.high, this.#clock.nowNs())) return true;
    this.counters.connectionsExceeded++;
    return false;
  }
}
