import { constants } from 'node:os';
import { expect, test } from 'vitest';
import { testNeeding } from '../../test/needs.ts';
import { openTap, TapRefused, tapHeaderBytes } from './tap.ts';

const needs = ['root', '/dev/net/tun'];

testNeeding(needs, 'a TAP takes frames and gives what the host sends, each behind its header', async () => {
  const tap = await openTap();
  try {
    expect(tap.name).toMatch(/^tap\d+$/);
    const inbox = new Uint8Array(new ArrayBuffer(70_000));
    const header = new Uint8Array(new ArrayBuffer(tapHeaderBytes));
    const frame = new Uint8Array(64).fill(0xff, 0, 6);
    expect(tap.write(header, frame, 0, 64)).toBe(0);
    // The host speaks as soon as the interface is up: it looks for its neighbours by IPv6.
    const lengths = Array.from({ length: 20 }, () => tap.read(inbox, 6)).filter((length) => length > 0);
    for (const length of lengths) expect(length).toBeGreaterThan(tapHeaderBytes + 14);
    expect(tap.read(inbox, 6)).toBe(0);
  } finally {
    tap.close();
  }
});

testNeeding(needs, 'an interface of the name asked for is made, and cannot be had twice', async () => {
  const name = `ena${process.pid}`.slice(0, 15);
  const tap = await openTap(name);
  try {
    expect(tap.name).toBe(name);
    await expect(openTap(name)).rejects.toMatchObject({ step: 'attach', errno: constants.errno.EBUSY });
  } finally {
    tap.close();
  }
});

testNeeding(needs, 'an interface that is no TAP is refused', async () => {
  await expect(openTap('lo')).rejects.toThrow(TapRefused);
});

test('a refusal tells its step', () => {
  expect(new TapRefused('open', constants.errno.ENOENT)).toMatchObject({ step: 'open', errno: 2 });
});
