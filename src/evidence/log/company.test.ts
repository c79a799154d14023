import { describe, expect, it } from 'vitest';
import { readLogText } from './readLogText.ts';

const context = { source: 'test', now: () => new Date('2026-12-01T00:00:00Z') };
const read = (...lines: readonly string[]) => readLogText(lines.join('\n'), context);
const events = (...lines: readonly string[]) => read(...lines).map(({ event }) => event);

describe('an application of DPDK', () => {
  const unsigned = ['Cannot flush the indirect table', 'Fail to start port 0'];

  it('is read without prefixes when its port is of ENA', () => {
    for (const probe of [
      'EAL:   probe driver: 1d0f:ec20 net_ena',
      'EAL: Probe PCI driver: net_ena (1d0f:ec20) device: 0000:00:06.0 (socket -1)',
    ]) {
      expect(read(probe, ...unsigned)).toMatchObject([
        { speaker: 'dpdk', event: 'port-start-failed', place: { line: 2 } },
        { speaker: 'dpdk', event: 'port-start-failed', values: { port: 0 } },
      ]);
    }
  });

  it('is read when a full stop was added to what it shares with other drivers', () => {
    const probe = 'EAL:   probe driver: 1d0f:ec20 net_ena';
    expect(events(probe, 'Failed to convert host indirection table to device table.')).toEqual(['rss-setup-failed']);
  });

  it('is not read when it has no port of ENA, or another one too', () => {
    const other = 'EAL:   probe driver: 15b3:1017 net_mlx5';
    const ena = 'EAL:   probe driver: 1d0f:ec20 net_ena';
    for (const probes of [[], [other], [other, ena], [ena, other]]) expect(read(...probes, ...unsigned)).toEqual([]);
  });

  it('says nothing in its own tables of counters', () => {
    expect(
      read('EAL:   probe driver: 1d0f:ec20 net_ena', '  errors: 0', 'rx_good_packets: 12', 'enter', 'Done'),
    ).toEqual([]);
  });
});

describe('the text of a WARN', () => {
  const cut = '[ 1.000000] ------------[ cut here ]------------';
  const text = "[ 1.000001] SKB isn't NULL req_id 12";
  const headline = (site: string) => `[ 1.000002] WARNING: CPU: 1 PID: 2 at ${site} ena_f+0x1/0x2 [ena]`;

  it('is read before the headline that names code of ENA', () => {
    expect(events(cut, text, headline('drivers/net/ethernet/amazon/ena/ena_netdev.c:900'))).toEqual([
      'warning-begin',
      'driver-inconsistency',
      'kernel-warning',
    ]);
  });

  it('is read behind it, as old kernels print it', () => {
    expect(events(cut, headline('ena_netdev.c:900'), text)).toEqual([
      'warning-begin',
      'kernel-warning',
      'driver-inconsistency',
    ]);
  });

  it('is not read before another headline, without one, or elsewhere', () => {
    const foreign = '[ 1.000002] WARNING: CPU: 1 PID: 2 at net/core/dev.c:1 f+0x1/0x2 [nvme]';
    expect(events(cut, text, foreign)).toEqual(['warning-begin', 'kernel-warning']);
    expect(events(cut, text)).toEqual(['warning-begin']);
    expect(events(text, text)).toEqual([]);
  });
});

describe('a panic of FreeBSD', () => {
  it('is proven by the CPU in the line that follows', () => {
    expect(events('panic: page fault', 'cpuid = 0')).toEqual(['kernel-panic']);
    expect(events('panic: page fault', '', 'cpuid = 0')).toEqual(['kernel-panic']);
  });

  it('is not the panic of a program', () => {
    expect(events('panic: runtime error: index out of range', 'goroutine 1 [running]:', 'cpuid = 0')).toEqual([]);
    expect(events('panic: out of patience', 'a', 'b', 'cpuid = 0')).toEqual([]);
  });

  it('keeps the driver in its trace', () => {
    const seen = read(
      'Fatal trap 12: page fault while in kernel mode',
      'current process\t\t= 11 (irq258: ena0)',
      'KDB: stack backtrace:',
      'ena_rx_mbuf() at ena_rx_mbuf+0x107/frame 0xffff8600111999c0',
    );
    expect(seen.map(({ event }) => event)).toEqual(['kernel-oops', 'trace-thread', 'warning-begin', 'trace-frame']);
    expect(seen[3]).toMatchObject({ speaker: 'kernel', values: { function: 'rx_mbuf' } });
  });
});
