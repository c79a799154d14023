import type { QueueResult, TrafficEngine, TrafficStatistics } from '../../../src/device/seam.ts';

/** Counters that are all different, so that a test sees which went where. */
export const stubCounters: TrafficStatistics = {
  txBytes: 1000 + 2 ** 33,
  txPackets: 1001,
  rxBytes: 1002,
  rxPackets: 1003,
  rxDrops: 1004,
  txDrops: 1005,
  rxOverruns: 1006,
  bandwidthInExceeded: 1007,
  bandwidthOutExceeded: 1008,
  packetsPerSecondExceeded: 1009,
  connectionsExceeded: 1010,
  linkLocalExceeded: 1011,
  connectionsAvailable: 1012,
  expressTxPackets: 1013,
  expressEligibleTxPackets: 1014,
  expressRxPackets: 1015,
  expressUtilization: 16,
};

/** What the control path asked of the data path. */
export type Asked = readonly [what: keyof TrafficEngine, ...given: unknown[]];

/** A data path that moves nothing, gives indices in turn and remembers what it was asked. */
export class StubTraffic implements TrafficEngine {
  readonly asked: Asked[] = [];
  /** The next creation is refused with it. */
  refuseWith: number | undefined;
  readonly #next = { completion: 0, 1: 0, 2: 0 };

  createCompletionQueue(request: Parameters<TrafficEngine['createCompletionQueue']>[0]): QueueResult {
    this.asked.push(['createCompletionQueue', request]);
    return this.#made(this.#next.completion++);
  }

  createSubmissionQueue(request: Parameters<TrafficEngine['createSubmissionQueue']>[0]): QueueResult {
    this.asked.push(['createSubmissionQueue', request]);
    return this.#made(this.#next[request.direction as 1 | 2]++);
  }

  destroyCompletionQueue(index: number): QueueResult {
    this.asked.push(['destroyCompletionQueue', index]);
    return { ok: true, index };
  }

  destroySubmissionQueue(index: number, direction: number): QueueResult {
    this.asked.push(['destroySubmissionQueue', index, direction]);
    return { ok: true, index };
  }

  doorbell(...given: Parameters<TrafficEngine['doorbell']>): void {
    this.asked.push(['doorbell', ...given]);
  }

  interruptControl(...given: Parameters<TrafficEngine['interruptControl']>): void {
    this.asked.push(['interruptControl', ...given]);
  }

  setMtu(bytes: number): void {
    this.asked.push(['setMtu', bytes]);
  }

  setRss(...given: Parameters<TrafficEngine['setRss']>): void {
    this.asked.push(['setRss', ...structuredClone(given)]);
  }

  setInterruptModeration(resolutionUs: number): void {
    this.asked.push(['setInterruptModeration', resolutionUs]);
  }

  setLlq(...given: Parameters<TrafficEngine['setLlq']>): void {
    this.asked.push(['setLlq', ...given]);
  }

  setFlowRules(...given: Parameters<NonNullable<TrafficEngine['setFlowRules']>>): void {
    this.asked.push(['setFlowRules', ...given]);
  }

  setDriverFeatures(bits: number): void {
    this.asked.push(['setDriverFeatures', bits]);
  }

  reset(): void {
    this.asked.length = 0;
    this.#next.completion = 0;
    this.#next[1] = 0;
    this.#next[2] = 0;
  }

  statistics(): TrafficStatistics {
    return stubCounters;
  }

  #made(index: number): QueueResult {
    const status = this.refuseWith;
    this.refuseWith = undefined;
    return status === undefined ? { ok: true, index } : { ok: false, status };
  }
}
