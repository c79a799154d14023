/** Numbers of bytes in a TCP stream, which run over 32 bits (RFC 9293, 3.4). */

/** The number so many bytes on. */
export const plus = (number: number, bytes: number): number => (number + bytes) >>> 0;

/** How many bytes `from` lies before `to`; negative where it lies behind. */
export const distance = (from: number, to: number): number => (to - from) | 0;
