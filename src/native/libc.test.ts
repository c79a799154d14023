import { execFileSync } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testNeeding } from '../../test/needs.ts';
import { type Ethtool, openEthtool } from './ethtoolIoctl.ts';
import { openEthtoolIoctl } from './interfaceIoctl.ts';
import { NativeUnavailable } from './libc.ts';

/** Interfaces of this machine with hardware behind them, and what drives them. */
const real = (() => {
  try {
    return readdirSync('/sys/class/net').flatMap((name) => {
      try {
        return [{ name, driver: basename(readlinkSync(`/sys/class/net/${name}/device/driver`)) }];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
})();

describe.runIf(process.platform === 'linux')('the kernel of this machine', () => {
  let ethtool: Ethtool;
  beforeAll(async () => {
    ethtool = await openEthtool();
  });
  afterAll(() => ethtool.close());

  it('says of the loopback that nothing drives it: an answer, not a crash', async () => {
    expect(await ethtool.driver('lo')).toEqual({ refusal: 'ENOTSUP' });
    expect(await ethtool.counters('lo')).toEqual({ refusal: 'ENOTSUP' });
  });

  it.each(['no-such-if', '', 'a'.repeat(16), 'lo\0', 'ü'.repeat(8)])('knows no interface %j', async (name) => {
    expect(await ethtool.driver(name)).toEqual({ refusal: 'ENODEV' });
  });

  const [first] = real;
  if (first === undefined) {
    it.skip('tells the driver of an interface (needs one with hardware behind it)', () => {});
  } else {
    it(`tells the driver of an interface, as sysfs does`, async () => {
      expect(await ethtool.driver(first.name)).toHaveProperty('value.driver', first.driver);
    });

    testNeeding(['ethtool'], 'names the same counters as the ethtool program, in the same order', async () => {
      const answer = await ethtool.counters(first.name);
      if ('refusal' in answer) return expect(answer.refusal).toBe('ENOTSUP');
      const printed = execFileSync('ethtool', ['-S', first.name], { encoding: 'utf8' });
      const names = [...printed.matchAll(/^ +(\S.*): \d+$/gm)].map(([, name]) => name?.trim());
      expect([...answer.value.keys()]).toEqual(names);
    });
  }
});

describe('a machine that refuses', () => {
  it('sockets is told from one that answers', () => {
    const refuses = {
      socket: () => -1,
      ioctlAside: async () => 1,
      close: () => -1,
      errno: () => 1,
      addressOf: () => 0n,
    };
    expect(() => openEthtoolIoctl(refuses)).toThrow(NativeUnavailable);
    expect(() => openEthtoolIoctl(refuses)).toThrow('no socket for ioctls (EPERM)');
  });
});
