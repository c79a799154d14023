import { ownMemory } from '../bus/memory.ts';
import { clockReading } from '../spec/wire/admin/clockFeature.ts';
import { encode } from '../spec/wire/decode.ts';
import type { Adapter } from './adapter.ts';

const nsPerSecond = 1_000_000_000n;

/** Writes the time to the guest, the request id last. Nothing without a place to write to. */
export const readHardwareClock = ({ port, options, settings }: Adapter, requestId: number): void => {
  const { clockPage } = settings;
  if (clockPage === undefined) return;
  // Nanoseconds since 1970 are no exact number.
  const timeNs = BigInt(options.hardwareClock.epochSeconds) * nsPerSecond + BigInt(Math.trunc(port.clock.nowNs()));
  const reading = ownMemory(clockReading.sizeBytes);
  encode(clockReading.fields, reading.words, 0, {
    requestId,
    timestampLow: Number(timeNs & 0xffff_ffffn),
    timestampHigh: Number(timeNs >> 32n),
    errorBound: options.hardwareClock.errorBoundNs,
  });
  if (!port.dma.write(clockPage + 4, clockReading.sizeBytes - 4, reading, 4)) return;
  port.dma.write(clockPage, 4, reading, 0);
};
