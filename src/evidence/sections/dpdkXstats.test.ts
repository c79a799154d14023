import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../test/fixtures/sections/${name}`, import.meta.url), 'utf8');

describe('DPDK extended statistics', () => {
  it('reads the listing of testpmd', () => {
    const seen = readSections(fixture('dpdk-testpmd.txt'));
    expect(seen).toMatchObject([{ kind: 'counters', family: 'dpdk', interface: 'port 0' }]);
    expect(seen[0]?.kind === 'counters' && seen[0].values.get('tx_q0_available_desc')?.value).toBe(1023);
  });

  it('reads dpdk-proc-info with its rulers, port by port', () => {
    const table = (port: number) =>
      `###### NIC extended statistics for port ${port} \n#########\nrx_good_packets: 1\nwd_expired: ${port}\n#########\n`;
    expect(readSections(table(0) + table(1))).toMatchObject([{ interface: 'port 0' }, { interface: 'port 1' }]);
  });

  it('reads the telemetry client, folded and unfolded', () => {
    expect(readSections(fixture('dpdk-telemetry.json'))).toMatchObject([{ kind: 'counters', family: 'dpdk' }]);
    const folded = '{\n  "/ethdev/xstats": {\n    "rx_good_packets": 12,\n    "wd_expired": 1\n  }\n}';
    const [seen] = readSections(folded);
    expect(seen?.kind === 'counters' && [...seen.values.keys()]).toEqual(['rx_good_packets', 'wd_expired']);
  });

  it("makes no ENA counters of another driver's port", () => {
    const other = 'rx_unicast_packets: 5\nrx_phy_bytes: 6\ntx_pp_jitter: 0\nrx_good_packets: 5';
    expect(readSections(`###### NIC extended statistics for port 0\n${other}`)).toEqual([]);
  });
});
