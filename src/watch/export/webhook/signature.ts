import { createHmac, timingSafeEqual } from 'node:crypto';

const macOf = (secret: string, atSeconds: number, body: string): string =>
  createHmac('sha256', secret).update(`${atSeconds}.${body}`).digest('hex');

/**
 * The header `Ena-Signature`: `t=1700000000,v1=…`, where v1 is the HMAC-SHA256 of `t`, a dot and the body, in hex. The
 * time is signed too, so that a receiver can turn away what is old.
 */
export const signatureOf = (secret: string, atMs: number, body: string): string => {
  const atSeconds = Math.floor(atMs / 1000);
  return `t=${atSeconds},v1=${macOf(secret, atSeconds, body)}`;
};

/** Whether a signature fits, and is no older than `mostAgeMs`: what a receiver does. */
export const fits = (header: string, secret: string, body: string, nowMs: number, mostAgeMs: number): boolean => {
  const [, at, mac] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  if (at === undefined || mac === undefined) return false;
  const isFresh = Math.abs(nowMs - Number(at) * 1000) <= mostAgeMs;
  return isFresh && timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(secret, Number(at), body)));
};
