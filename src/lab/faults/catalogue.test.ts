import { describe, expect, it } from 'vitest';
import { adminStatuses } from '../../spec/adminStatuses.ts';
import { features } from '../../spec/features.ts';
import { subOptimalCodes } from '../../spec/subOptimal.ts';
import { faults, findFault } from './index.ts';

/** What a catalogue of an adapter's faults must hold at least. */
const wanted = `keep-alive-lost keep-alive-without-interrupt admin-completion-lost admin-completion-late admin-status
  admin-interrupt-lost register-read-lost-once register-read-lost register-read-lost-in-reset register-read-stale
  register-read-wrong-offset device-never-ready reset-never-starts reset-never-ends tx-completion-lost tx-completion-late
  tx-bad-req-id tx-descriptor-malformed rx-bad-req-id rx-descriptor-malformed rx-too-many-descriptors rx-ring-starved
  io-interrupt-lost first-interrupt-lost fatal-error device-requests-reset link-down link-flapping hints-change-timeouts
  hints-disable-watchdog suboptimal-configuration feature-refused aenq-groups-unsupported host-attributes-refused llq-refused
  queue-creation-refused allowance-exceeded cpu-starvation memory-pressure module-missing shared-vectors`.split(/\s+/);

const commands = ['create-sq', 'destroy-sq', 'create-cq', 'destroy-cq', 'get-feature', 'set-feature', 'get-stats'];
const groups = [
  'link-change',
  'fatal-error',
  'warning',
  'notification',
  'keep-alive',
  'refresh-capabilities',
  'conf-notifications',
  'device-request-reset',
];
const allowances = ['bw_in', 'bw_out', 'pps', 'conntrack', 'linklocal'];

const names = faults.map(({ name }) => name);
const variantsOf = (name: string) =>
  names.filter((other) => other.startsWith(`${name}:`)).map((other) => other.slice(name.length + 1));

describe('the catalogue', () => {
  it.each(wanted)('has %s', (name) => {
    expect(names.includes(name) || variantsOf(name).length > 0).toBe(true);
  });

  it('has each name once, and finds it', () => {
    expect(new Set(names).size).toBe(names.length);
    for (const fault of faults) expect(findFault(fault.name)).toBe(fault);
  });

  it('refuses each command with each status', () => {
    const statuses = adminStatuses.slice(1).map(({ name }) => name);
    const pairs = commands.flatMap((command) => statuses.map((status) => `${command}:${status}`));
    expect(variantsOf('admin-status').sort()).toEqual(pairs.sort());
  });

  it('refuses each feature', () => {
    const all = features.map(({ name }) => name).filter((name) => name !== 'host-attributes');
    expect(variantsOf('feature-refused').sort()).toEqual(all.sort());
  });

  it('leaves out each group of events, exceeds each allowance, and sends each code', () => {
    expect(variantsOf('aenq-groups-unsupported')).toEqual(groups);
    expect(variantsOf('allowance-exceeded')).toEqual(allowances);
    expect(variantsOf('suboptimal-configuration')).toEqual(subOptimalCodes.map(({ code }) => String(code)));
  });

  it('says what shapes a truth wherever versions differ', () => {
    const silent = faults.filter(({ truths }) => truths.slice(0, -1).some(({ because }) => because === undefined));
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('ends each fault by itself', () => {
    for (const { durationMs } of faults) expect(durationMs).toBeGreaterThan(0);
  });
});
