import { Cursor } from '../../../bus/memory.ts';
import { clockChoice, clockOffer, clockReading, timestamps } from '../../../spec/wire/admin/clockFeature.ts';
import { encode } from '../../../spec/wire/decode.ts';
import { Registers } from '../../../spec/wire/registers.ts';
import { status } from '../status.ts';
import { type GetFeature, type SetFeature, wished } from './feature.ts';

/** Feature 29. */
export const getClock: GetFeature = ({ options: { hardwareClock } }, { response }, _, at) => {
  encode(clockOffer.fields, response, at, {
    version: 0,
    doorbellOffset: Registers.clockDoorbell.offset,
    expireTimeoutUs: hardwareClock.expireTimeoutUs,
    blockTimeoutUs: hardwareClock.blockTimeoutUs,
  });
  return status.success;
};

export const setClock: SetFeature = ({ port, settings }, call) => {
  const { outputAddress, outputLength } = wished(call, clockChoice);
  if (outputLength < clockReading.sizeBytes) return status.malformed;
  if (outputAddress % 4 !== 0 || !port.dma.resolve(outputAddress, clockReading.sizeBytes, new Cursor())) {
    return status.illegal;
  }
  settings.clockPage = outputAddress;
  return status.success;
};

/** Feature 31. Offered whole: time stamps on every packet, either way. */
export const getTimestamps: GetFeature = (_, { response }, __, at) => {
  encode(timestamps.fields, response, at, { version: 0, tx: 1, rx: 1 });
  return status.success;
};

export const setTimestamps: SetFeature = ({ settings, traffic }, call) => {
  const { tx, rx } = wished(call, timestamps);
  if (tx > 1 || rx > 1) return status.illegal;
  settings.timestamps = { tx, rx };
  traffic.setTimestamps?.(tx === 1, rx === 1);
  return status.success;
};
