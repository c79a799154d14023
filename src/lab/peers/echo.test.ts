import { describe, expect, test } from 'vitest';
import { readShort, readWord, sumOf, writeShort, writeWord } from './bytes.ts';
import { echo, peerMac } from './echo.ts';
import { at, protocols, pseudoSum, type Route, writeIp } from './packet.ts';
import { udpDataAt, writeUdp } from './udp.ts';

const route: Route = {
  sourceMac: Uint8Array.of(2, 0, 0, 0, 0, 1),
  targetMac: peerMac,
  source: 0x0a00_0002,
  target: 0x0a00_0001,
};
const frame = () => new Uint8Array(256);

const isReturned = (bytes: Uint8Array): void => {
  expect([...bytes.subarray(0, 12)]).toEqual([...route.sourceMac, ...peerMac]);
  expect([readWord(bytes, at.ipSource), readWord(bytes, at.ipTarget)]).toEqual([route.target, route.source]);
  expect(sumOf(bytes, at.ip, 20)).toBe(0xffff);
};

describe('the neighbour', () => {
  test('sends a datagram back with its data', () => {
    const bytes = frame();
    bytes.set([1, 2, 3], udpDataAt);
    const length = writeUdp(bytes, { ...route, sourcePort: 40_000, targetPort: 7, dataBytes: 3 });
    expect(echo(bytes, length)).toBe(length);
    isReturned(bytes);
    expect([readShort(bytes, at.payload), readShort(bytes, at.payload + 2)]).toEqual([7, 40_000]);
    expect([...bytes.subarray(udpDataAt, udpDataAt + 3)]).toEqual([1, 2, 3]);
  });

  test('answers a ping with a checksum that fits', () => {
    const bytes = frame();
    bytes.set([8, 0, 0, 0, 0, 1, 0, 1, 9, 9], at.payload);
    const length = writeIp(bytes, route, protocols.icmp, 10);
    expect(echo(bytes, length)).toBe(length);
    isReturned(bytes);
    expect(bytes[at.payload]).toBe(0);
    expect(sumOf(bytes, at.payload, 10)).toBe(0xffff);
    expect(echo(bytes, length), 'an answer gets no answer').toBe(0);
  });

  test('accepts a TCP connection', () => {
    const bytes = frame();
    bytes.fill(0, at.payload, at.payload + 20);
    writeShort(bytes, at.payload, 40_000);
    writeShort(bytes, at.payload + 2, 80);
    writeWord(bytes, at.payload + 4, 1000);
    bytes.set([0x50, 0x02], at.payload + 12);
    const length = writeIp(bytes, route, protocols.tcp, 20);
    expect(echo(bytes, length)).toBe(length);
    isReturned(bytes);
    expect(bytes[at.payload + 13], 'SYN and ACK').toBe(0x12);
    expect(readWord(bytes, at.payload + 8)).toBe(1001);
    expect(sumOf(bytes, at.payload, 20, pseudoSum(bytes, 20))).toBe(0xffff);
  });

  test('tells its address to who asks for it', () => {
    const bytes = frame();
    bytes.set([...Array<number>(6).fill(255), ...route.sourceMac, 8, 6, 0, 1, 8, 0, 6, 4, 0, 1, ...route.sourceMac]);
    writeWord(bytes, 28, route.source);
    writeWord(bytes, 38, route.target);
    expect(echo(bytes, 42)).toBe(42);
    expect([readShort(bytes, 20), readWord(bytes, 28), readWord(bytes, 38)]).toEqual([2, route.target, route.source]);
    expect([...bytes.subarray(22, 28)]).toEqual([...peerMac]);
  });

  test('keeps silent to what it does not know, however short', () => {
    for (let length = 0; length <= 60; length++) expect(echo(new Uint8Array(60), length)).toBe(0);
  });
});
