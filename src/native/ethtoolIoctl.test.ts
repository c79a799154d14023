import { constants } from 'node:os';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ethtoolOver, mostCounters } from './ethtoolIoctl.ts';
import { commands, driverInfo, settings, strings } from './ethtoolLayout.ts';

const { EOPNOTSUPP, ENODEV } = constants.errno;
const word = (data: Uint8Array) => new DataView(data.buffer);

interface Statistics {
  readonly claims?: number;
  readonly rows: () => readonly (readonly [string, bigint])[];
}

/** A kernel with one interface, `eth0`, that counts `rows`; asked for anything else it has no answer. */
const kernelWith = ({ claims, rows }: Statistics, onAsked: (command: number) => void = () => {}) =>
  ethtoolOver({
    close: () => {},
    ask: async (name, data) => {
      if (name !== 'eth0') return ENODEV;
      const now = rows();
      const view = word(data);
      const command = view.getUint32(0, true);
      onAsked(command);
      if (command === commands.setInfo) view.setUint32(16, claims ?? now.length, true);
      else if (command === commands.strings || command === commands.statistics) {
        const isNames = command === commands.strings;
        view.setUint32(isNames ? 8 : 4, now.length, true);
        for (const [at, [counter, value]] of now.entries()) {
          if (isNames) data.set(Buffer.from(counter), 12 + at * 32);
          else view.setBigUint64(8 + at * 8, value, true);
        }
      } else return EOPNOTSUPP;
      return 0;
    },
  });

const counterName = fc.stringMatching(/^[a-z][a-z0-9_]{0,30}$/);
const counterRows = fc.uniqueArray(fc.tuple(counterName, fc.bigInt(0n, 2n ** 53n - 1n)), {
  maxLength: 200,
  selector: ([name]) => name,
});

describe('counters', () => {
  it('come back as the kernel has them, in its order', async () => {
    await fc.assert(
      fc.asyncProperty(counterRows, async (rows) => {
        expect(await kernelWith({ rows: () => rows }).counters('eth0')).toEqual({
          value: new Map(rows.map(([name, value]) => [name, Number(value)])),
        });
      }),
    );
  });

  it('may have names that fill their 32 bytes', async () => {
    const rows = [['a'.repeat(32), 1n] as const, ['b', 2n] as const];
    expect(await kernelWith({ rows: () => rows }).counters('eth0')).toEqual({
      value: new Map([
        ['a'.repeat(32), 1],
        ['b', 2],
      ]),
    });
  });

  it('are refused, and no memory is taken, when a driver claims ten million of them', async () => {
    const { counters } = kernelWith({ claims: 10_000_000, rows: () => [] });
    expect(await counters('eth0')).toEqual({ refusal: 'E2BIG' });
  });

  it('are taken up to the bound', async () => {
    const rows = Array.from({ length: mostCounters }, (_, at) => [`queue_${at}_rx_cnt`, BigInt(at)] as const);
    expect(await kernelWith({ rows: () => rows }).counters('eth0')).toHaveProperty('value.size', mostCounters);
  });

  it('are asked for again when queues were added meanwhile', async () => {
    let asked = 0;
    const rows = () => (asked++ < 1 ? [['tx', 1n] as const] : [['tx', 1n] as const, ['rx', 2n] as const]);
    expect(await kernelWith({ rows }).counters('eth0')).toHaveProperty('value.size', 2);
  });

  it('are given up when their set never rests', async () => {
    let asked = 0;
    const rows = () => Array.from({ length: ++asked }, (_, at) => [`c${at}`, 0n] as const);
    expect(await kernelWith({ rows }).counters('eth0')).toEqual({ refusal: 'EAGAIN' });
  });

  it('of an interface that is gone are ENODEV', async () => {
    expect(await kernelWith({ rows: () => [] }).counters('eth1')).toEqual({ refusal: 'ENODEV' });
  });

  it('that a driver does not have are ENOTSUP, which the kernel says by clearing a bit', async () => {
    const ethtool = ethtoolOver({
      close: () => {},
      ask: async (_, data) => {
        word(data).setBigUint64(8, 0n, true);
        return 0;
      },
    });
    expect(await ethtool.counters('lo')).toEqual({ refusal: 'ENOTSUP' });
  });
});

describe('a sample', () => {
  /** What a kernel that counts `rows` was asked for, by command. */
  const asked = (rows: () => readonly (readonly [string, bigint])[]) => {
    const requests: number[] = [];
    const ethtool = kernelWith({ rows }, (command) => requests.push(command));
    return { ethtool, requests: () => requests.splice(0) };
  };

  it('is read into the same memory, in one request, as long as the set stays the same', async () => {
    let value = 5n;
    const { ethtool, requests } = asked(() => [
      ['wd_expired', value] as const,
      ['rx_bytes', 2n ** 40n + value] as const,
    ]);
    const first = await ethtool.sample('eth0');
    if ('refusal' in first) throw new Error(first.refusal);
    requests();
    value = 6n;
    const second = await ethtool.sample('eth0', first.value);
    expect(second).toHaveProperty('value', first.value);
    expect([...first.value.values]).toEqual([6, 2 ** 40 + 6]);
    expect(requests()).toEqual([commands.statistics]);
  });

  it('is another table when queues were added', async () => {
    let queues = 1;
    const { ethtool } = asked(() => Array.from({ length: queues }, (_, at) => [`queue_${at}_rx_cnt`, 7n] as const));
    const first = await ethtool.sample('eth0');
    if ('refusal' in first) throw new Error(first.refusal);
    queues = 2;
    expect(await ethtool.sample('eth0', first.value)).toEqual({
      value: { names: ['queue_0_rx_cnt', 'queue_1_rx_cnt'], values: Float64Array.of(7, 7) },
    });
  });

  it('of an interface that went away is refused', async () => {
    const { ethtool } = asked(() => []);
    expect(await ethtool.sample('eth1', { names: [], values: new Float64Array() })).toEqual({ refusal: 'ENODEV' });
  });
});

describe('any answer of a kernel', () => {
  /** Fills everything behind the command with `bytes`, over and over. */
  const noise = (bytes: Uint8Array) =>
    ethtoolOver({
      close: () => {},
      ask: async (_, data) => {
        for (let at = 4; at < data.length; at++) data[at] = bytes[at % bytes.length] ?? 0;
        return 0;
      },
    });

  it('is read without a throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 64 }), async (bytes) => {
        const ethtool = noise(bytes);
        expect(await ethtool.driver('eth0')).toHaveProperty('value.driver');
        for (const kind of ['rings', 'channels', 'coalescing'] as const)
          expect(await ethtool.settings('eth0', kind)).toHaveProperty('value.current');
        expect(Object.keys(await ethtool.counters('eth0'))).toHaveLength(1);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the driver of an interface', () => {
  it('is told with its version, firmware and address', async () => {
    const ethtool = ethtoolOver({
      close: () => {},
      ask: async (_, data) => {
        data.set(Buffer.from('ena'), 4);
        data.set(Buffer.from('2.17.0g'), 36);
        data.set(Buffer.from('0000:00:05.0'), 100);
        return 0;
      },
    });
    const value = { driver: 'ena', version: '2.17.0g', firmware: '', bus: '0000:00:05.0' };
    expect(await ethtool.driver('eth0')).toEqual({ value });
  });
});

describe('settings', () => {
  const words = Object.entries(settings).flatMap(([kind, { words, ...layout }]) =>
    words.map((one) => ({ kind: kind as keyof typeof settings, ...layout, ...one })),
  );

  it.each(words)('of $kind: $of $name', async ({ kind, command, sizeBytes, offset, name, of, isSwitch }) => {
    const ethtool = ethtoolOver({
      close: () => {},
      ask: async (_, data) => {
        expect(data).toHaveLength(sizeBytes);
        expect(word(data).getUint32(0, true)).toBe(command);
        word(data).setUint32(offset, 4096, true);
        return 0;
      },
    });
    expect(await ethtool.settings('eth0', kind)).toHaveProperty(['value', of, name], isSwitch ? 'on' : 4096);
  });
});

describe('the layout', () => {
  it('gives every word a place of its own inside its structure', () => {
    for (const { sizeBytes, words } of Object.values(settings)) {
      const offsets = words.map(({ offset }) => offset);
      expect(new Set(offsets).size).toBe(words.length);
      for (const offset of offsets) expect(offset % 4 === 0 && offset >= 4 && offset + 4 <= sizeBytes).toBe(true);
    }
  });

  it('lets the texts of the driver follow each other without a gap', () => {
    const ends = driverInfo.texts.map(({ offset, sizeBytes }) => offset + sizeBytes);
    expect(driverInfo.texts.map(({ offset }) => offset)).toEqual([4, ...ends.slice(0, -1)]);
    expect(strings.dataOffset).toBe(12);
  });
});
