import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Conversion, parseFormat, render } from '../../spec/format.ts';
import type { Message, Speaker } from '../../spec/message.ts';
import { messages } from '../../spec/messages/index.ts';
import { matchAnywhere, matchBody, matchTruncated } from './match.ts';

const linux: readonly Speaker[] = ['linux', 'kernel'];
const everyone: readonly Speaker[] = ['linux', 'dpdk', 'freebsd', 'kernel', 'efa'];

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const arbitrary: Record<Conversion, fc.Arbitrary<number | string>> = {
  integer: fc.nat(),
  hex: fc.nat(),
  prefixedHex: fc.nat(),
  text: word,
  character: fc.constantFrom('x', 'q'),
  mac: fc.constant('02:ca:87:6e:fe:91'),
  pointer: fc.constantFrom('00000000deadbeef', '(____ptrval____)'),
};

const argsOf = (message: Message): fc.Arbitrary<(number | string)[]> =>
  fc.tuple(...parseFormat(message.text).flatMap((piece) => (piece.kind === 'literal' ? [] : [arbitrary[piece.kind]])));

const valuesOf = (message: Message, args: readonly (number | string)[]) =>
  Object.fromEntries(message.names.map((name, at) => [name, args[at]]).filter(([name]) => name !== '-'));

/** Who else may be meant where a message of this speaker stands, as the log reader asks. */
const askedWith: Record<Speaker, readonly (readonly Speaker[])[]> = {
  linux: [['linux'], linux, ['linux', 'dpdk', 'freebsd']],
  dpdk: [['dpdk'], ['dpdk', 'linux']],
  freebsd: [['freebsd'], ['freebsd', 'linux']],
  kernel: [['kernel'], linux],
  efa: [['efa']],
};

describe('a body', () => {
  test.each(messages)('of $id is read as its event, with its values', (message) => {
    fc.assert(
      fc.property(argsOf(message), (args) => {
        const body = render(message.text, args);
        for (const speakers of askedWith[message.speaker]) {
          const match = matchBody(body, speakers);
          expect(match?.message.event, `${body} was read as ${match?.message.id}`).toBe(message.event);
          if (match?.message === message) expect(match.values).toEqual(valuesOf(message, args));
        }
      }),
      { numRuns: 5 },
    );
  });

  test.each(messages.filter((message) => message.speaker !== 'kernel'))('of $id is read in any case', (message) => {
    const args = fc.sample(argsOf(message), { numRuns: 1, seed: 1 })[0] ?? [];
    const body = render(message.text, args);
    expect(matchBody(body.toLowerCase(), [message.speaker])?.message.event).toBe(message.event);
  });

  test('of a statistics dump is a counter and its value', () => {
    expect(matchBody('queue_3_tx_cnt: 18446744', linux)).toMatchObject({
      message: { event: 'reset-statistic' },
      values: { counter: 'queue_3_tx_cnt', value: 18446744 },
    });
  });

  test.each([
    'queue_3_tx_cnt: ',
    'queue_3_tx_cnt: 12a',
    'queue 3: 12',
    '3queue: 12',
    ': 12',
    'queue_3_tx_cnt:12',
    'mac addr: 5: 6',
  ])('"%s" is no counter', (body) => {
    expect(matchBody(body, linux)).toBeUndefined();
  });

  test('is looked for among the speakers that are possible', () => {
    const body = 'Wait for completion (polling) timeout';
    expect(matchBody(body, linux)?.message.event).toBe('admin-polling-timeout');
    expect(matchBody(body, ['efa'])?.message.event).toBe('efa-admin-failure');
    expect(matchBody(body, ['kernel'])).toBeUndefined();
  });

  test.each([
    ['Device reset completed successfully, Driver info: Elastic Network Adapter (ENA) v2.8.6g', '2.8.6g'],
    ['Device reset completed, status: 0, Driver info: Elastic Network Adapter (ENA) v2.17.0g', '2.17.0g'],
    ['Device reset completed, status: 0, Driver info: 2.14.0g', '2.14.0g'],
    ['Device reset completed, status: 0, Driver info: unknown', undefined],
  ])('"%s" names the version %s', (body, version) => {
    expect(matchBody(body, linux)?.values.version).toBe(version);
  });

  test('of the FreeBSD banner names the version alone', () => {
    for (const tail of ['', ' (Jan 12, 2017)']) {
      const banner = matchBody(`Elastic Network Adapter (ENA)ena v0.6${tail}`, ['freebsd']);
      expect(banner).toMatchObject({ message: { event: 'driver-banner' }, values: { version: '0.6' } });
    }
  });

  test('that two speakers print goes to the one named first', () => {
    expect(matchBody('Trigger reset is on', ['freebsd', 'linux'])?.message.speaker).toBe('freebsd');
    expect(matchBody('Trigger reset is on', ['linux', 'freebsd'])?.message.speaker).toBe('linux');
  });

  test("of the kernel is read in the kernel's own case only", () => {
    expect(matchBody('Oops: 0002 [#1] SMP', ['kernel'])?.message.event).toBe('kernel-oops');
    expect(matchBody('oops: we did it again', ['kernel'])).toBeUndefined();
  });

  test.each([
    'pcieport 0000:00:01.0: AER: enabled with IRQ 25',
    'sched_clock: Marking stable (123, 456)->(789, -1)',
    'clocksource: Switched to clocksource kvm-clock',
    'rcu: Hierarchical RCU implementation.',
    'PM: RTC time: 12:00:00, date: 2026-11-23',
    'swiotlb: software IO TLB: mapped [mem 0x1-0x2] (64MB)',
    'traps: app[12] general protection fault ip:1 sp:2 error:0',
    'Loading of compiled-in X.509 certificates',
    'mce: CPU supports 10 MCE banks',
    'random: crng init done',
    'workqueue: round-robin CPU selection forced, expect performance impact',
    'watchdog: Delayed init of the lockup detector failed: -19',
    'NMI watchdog: Enabled. Permanently consumes one hw-PMU counter.',
  ])('of a healthy boot is no event: %s', (body) => {
    expect(matchBody(body, ['kernel'])).toBeUndefined();
  });

  test('of 2.17.0 has its swapped values put right', () => {
    expect(matchBody('[2/2] qid: 12, napi CPU: 3', linux)?.values).toEqual({ cpu: 12, queue: 3 });
  });
});

describe('a cut body', () => {
  test('is known when only one event begins so', () => {
    expect(matchTruncated('LLQ is not supported Fallback t', linux)).toMatchObject({
      message: { event: 'llq-fallback' },
      truncated: true,
    });
  });

  test('is unknown when it is short or ambiguous', () => {
    expect(matchTruncated('LLQ is', linux)).toBeUndefined();
    expect(matchTruncated('Failed to set', linux)).toBeUndefined();
  });

  test('is not taken for what it is whole', () => {
    expect(matchTruncated('LLQ is not supported Fallback to host mode policy.', linux)).toBeUndefined();
  });

  test('keeps the values before the cut', () => {
    const cut = "TX hasn't completed, qid 3, index 17. 5120 msecs since last inter";
    expect(matchTruncated(cut, linux)?.values).toEqual({ queue: 3, index: 17, sinceInterruptMs: 5120 });
  });

  test('of any message is its own event or none, wherever it is cut', () => {
    for (const message of messages) {
      const args = fc.sample(argsOf(message), { numRuns: 1, seed: 2 })[0] ?? [];
      const body = render(message.text, args);
      const whole = new Set(messages.filter(({ text }) => text.startsWith(message.text)).map(({ event }) => event));
      for (let length = 0; length < body.length; length++) {
        const cut = matchTruncated(body.slice(0, length), [message.speaker]);
        if (cut)
          expect([...whole, message.event], `${message.id}: ${body.slice(0, length)}`).toContain(cut.message.event);
      }
    }
  });
});

describe('a pasted line', () => {
  test.each([
    [
      '[18509.800135] ena 0000:00:07.0 eth1: Keep alive watchdog timeout. // The watchdog process initiates a reset',
      'keep-alive-lost',
    ],
    [
      '[ 47.113698] [ENA_COM: ena_com_reg_bar_read32] reading reg failed for timeout. expected: req id[1] offset[88] actual: req id[57006] offset[0] ',
      'register-read-timeout',
    ],
    ['Sep 15 01:39:44 ip-10-0-0-22 kernel: ena 0000:00:05.0: LLQ is not supported Fallback t', 'llq-fallback'],
    ['infiniband rdmap0s6: Wait for completion (polling) timeout', 'efa-admin-failure'],
    ['ena 0000:00:05.0 eth0: queue_0_tx_cnt: 12', 'reset-statistic'],
    [
      'Nov 23 14:30:00 host kernel: [1234.5] watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [kworker:12]',
      'soft-lockup',
    ],
    ['Keep alive watchdog timeout.', 'keep-alive-lost'],
    [
      'ena 0000:00:05.0: Elastic Network Adapter (ENA) found at mem febf4000, mac addr 06:c4:22:0e:dc:da, Placement policy: Low Latency',
      'adapter-found',
    ],
  ])('%s', (line, event) => {
    expect(matchAnywhere(line)?.message.event).toBe(event);
  });

  test('that says nothing known is unknown', () => {
    expect(matchAnywhere('nvme nvme0: 2/0/0 default/read/poll queues')).toBeUndefined();
  });

  test('gives back every message behind a usual prefix', () => {
    for (const message of messages.filter(({ speaker }) => speaker === 'linux')) {
      const body = render(message.text, fc.sample(argsOf(message), { numRuns: 1, seed: 3 })[0] ?? []);
      const found = matchAnywhere(`[ 12.345678] ena 0000:00:05.0 eth0: ${body}`);
      expect(found?.message.event, body).toBe(message.event);
    }
  });
});

describe('hostile text', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.tuple(fc.constantFrom(...messages), fc.string({ unit: 'binary' })).map(([message, tail]) => message.text + tail),
    fc.tuple(fc.constantFrom(...messages), fc.nat(200)).map(([message, length]) => message.text.slice(0, length)),
  );

  test('never throws', () => {
    fc.assert(
      fc.property(texts, (text) => {
        matchBody(text, everyone);
        matchTruncated(text, everyone);
        matchAnywhere(text);
      }),
      { numRuns: 2000 },
    );
  });

  test('of ten million characters is refused at once', () => {
    const text = `Oops: ${': '.repeat(5_000_000)}`;
    expect(matchBody(text, everyone)).toBeUndefined();
    expect(matchTruncated(text, everyone)).toBeUndefined();
    expect(matchAnywhere(text)?.message.event).toBe('kernel-oops');
  });
});
