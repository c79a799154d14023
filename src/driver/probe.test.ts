import { describe, expect, test } from 'vitest';
import { adminStatuses } from '../spec/adminStatuses.ts';
import { Registers } from '../spec/wire/registers.ts';
import { Errno } from './control/errno.ts';
import { Bench, type BenchOptions } from './testing/bench.ts';
import { mockDefaults } from './testing/mockOptions.ts';
import { page2016, release2170, upstream612, voices } from './voices/chosen.ts';

const unsupported = adminStatuses.find(({ name }) => name === 'unsupported-opcode')!.number;

/** Probes and gives back what came of it. */
const probe = (options: BenchOptions = {}, prepare: (bench: Bench) => void = () => {}) => {
  const bench = new Bench(options);
  prepare(bench);
  return { bench, errno: bench.finish(bench.driver.probe()) };
};

const without = (...names: string[]) => mockDefaults.features.filter((name) => !names.includes(name));

describe('probing', () => {
  test.each(voices.map((voice) => [voice.name, voice] as const))('succeeds with the voice of %s', (_, voice) => {
    const { bench, errno } = probe({ voice });
    expect(errno).toBe(0);
    expect(bench.lines.at(-1)).toMatch(
      /Elastic Network Adapter \(ENA\) found at mem febf4000, mac addr 02:8a:3c:1e:13:b5/,
    );
    expect(bench.mock.resets).toEqual([0]);
  });

  test('asks in the order of 2.17.0', () => {
    expect(probe().bench.mock.commands.slice(0, 8)).toEqual([
      'setFeature hostAttributes',
      'getFeature deviceAttributes',
      'getFeature maxQueuesExtended',
      'getFeature aenqConfig',
      'getFeature statelessOffload',
      'getFeature hardwareHints',
      'getFeature aenqConfig',
      'setFeature aenqConfig',
    ]);
  });

  test('asks in the order of 2016, with the older query for limits', () => {
    const { bench } = probe({ voice: page2016 });
    expect(bench.mock.commands.slice(0, 6)).toEqual([
      'getFeature deviceAttributes',
      'getFeature maxQueues',
      'getFeature aenqConfig',
      'getFeature statelessOffload',
      'getFeature aenqConfig',
      'setFeature aenqConfig',
    ]);
  });

  test('says what the page shows of a device without moderation, hash and host attributes', () => {
    const features = without('interruptModeration', 'rssHashFunction', 'rssHashInput', 'hostAttributes');
    const { bench } = probe({ voice: page2016, mock: { features }, driver: { cpus: 8 } });
    expect(bench.lines.filter((line) => !line.includes('MSI/MSI-X') && !line.includes('ena_defs'))).toEqual([
      '[ENA_COM: ena_com_validate_version] ena device version: 2.0',
      '[ENA_COM: ena_com_validate_version] ena controller version: 0.0.1 implementation version 0',
      'ena 0000:00:05.0: Device watchdog is Enabled',
      'ena 0000:00:05.0: creating 8 io queues. queue size: 1024',
      "[ENA_COM: ena_com_init_interrupt_moderation] Feature 20 isn't supported",
      "[ENA_COM: ena_com_get_feature_ex] Feature 10 isn't supported",
      "[ENA_COM: ena_com_get_feature_ex] Feature 18 isn't supported",
      "[ENA_COM: ena_com_set_host_attributes] Set host attribute isn't supported",
      'ena 0000:00:05.0 (unnamed net_device) (uninitialized): Cannot set host attributes',
      'ena 0000:00:05.0: Elastic Network Adapter (ENA) found at mem febf4000, mac addr 02:8a:3c:1e:13:b5 Queues 8',
    ]);
  });

  test('puts itself off when the device answers no register read, with the page’s lines', () => {
    const { bench, errno } = probe({ voice: page2016 }, ({ mock }) => {
      mock.withholds.registerAnswers = 10;
    });
    expect(errno).toBe(Errno.probeDefer);
    expect(bench.lines).toEqual([
      '[ENA_COM: ena_com_reg_bar_read32] reading reg failed for timeout. expected: req id[1] offset[88] actual: req id[57006] offset[0]',
      '[ENA_COM: ena_com_reg_bar_read32] reading reg failed for timeout. expected: req id[2] offset[8] actual: req id[57007] offset[0]',
      '[ENA_COM: ena_com_dev_reset] Reg read32 timeout occurred',
      'ena 0000:00:05.0: Can not reset device',
      'ena 0000:00:05.0: ena device init failed',
    ]);
    expect(bench.bus.usedBytes).toBe(0);
    bench.mock.withholds.registerAnswers = 0;
    expect(bench.finish(bench.driver.probe())).toBe(0);
  });

  test('reads registers plainly where the revision says so', () => {
    const { errno } = probe({ bus: { pci: { revision: 1 } } }, ({ mock }) => {
      mock.withholds.registerAnswers = Number.POSITIVE_INFINITY;
    });
    expect(errno).toBe(0);
  });

  test.each([
    ['a device that is not ready', Registers.deviceStatus, 0, "Device isn't ready, can't reset device", Errno.invalid],
    ['no time for a reset', Registers.capabilities, 0x3000, 'Invalid timeout value', Errno.invalid],
    ['an address width of 8', Registers.capabilities, 0x083c, 'DMA width illegal value: 8', Errno.invalid],
    ['a controller of version 0', Registers.controllerVersion, 0, 'ENA ctrl version is lower', Errno.invalid],
  ])('fails at %s', (_, register, value, line, expected) => {
    const { bench, errno } = probe({}, ({ mock }) => {
      mock.registers[register.offset / 4] = value;
    });
    expect(errno).toBe(expected);
    expect(bench.lines.some((text) => text.includes(line))).toBe(true);
    expect(bench.bus.usedBytes).toBe(0);
  });

  test('fails at a reset that does not end', () => {
    const { bench, errno } = probe({}, ({ mock }) => {
      mock.withholds.resetEnds = true;
    });
    expect(errno).toBe(Errno.probeDefer);
    expect(bench.lines.some((line) => line.endsWith("Reset indication didn't turn off"))).toBe(true);
  });

  test('fails when an admin command gets no completion', () => {
    const { bench, errno } = probe({}, ({ mock }) => {
      mock.withholds.adminCompletions = 1;
    });
    // Host attributes are the first command; nothing depends on them, but the queue has stopped.
    expect(errno).toBe(Errno.noDevice);
    expect(bench.lines.some((line) => line.endsWith('Wait for completion (polling) timeout'))).toBe(true);
    expect(bench.bus.usedBytes).toBe(0);
  });

  test('fails without the features nothing goes without', () => {
    for (const name of ['statelessOffload', 'aenqConfig']) {
      const { bench, errno } = probe({ mock: { features: without(name) } });
      expect(errno).toBe(Errno.notSupported);
      expect(bench.lines).toContain('ena 0000:00:05.0: Cannot get attribute for ena device rc=-95');
      expect(bench.bus.usedBytes).toBe(0);
    }
  });

  test('goes on when the device refuses host attributes', () => {
    const { bench, errno } = probe({ voice: upstream612 }, ({ mock }) => {
      mock.refusals.set('setFeature hostAttributes', unsupported);
    });
    expect(errno).toBe(0);
    expect(bench.lines.filter((line) => line.endsWith('Cannot set host attributes'))).toHaveLength(2);
  });

  test('uses as many queues as there are CPUs, queues and vectors', () => {
    const channels = (options: BenchOptions) => probe(options).bench.driver.channels.combined;
    expect(channels({ driver: { cpus: 32 } })).toBe(8);
    expect(channels({ driver: { cpus: 3 } })).toBe(3);
    expect(channels({ driver: { cpus: 32 }, bus: { pci: { vectors: 5 } } })).toBe(4);
  });

  test('agrees on LLQ, and falls back where the device refuses', () => {
    const features = [...mockDefaults.features, 'llq' as const];
    const { bench } = probe({ mock: { features } });
    expect(bench.driver.adapter.device.llq?.shape).toEqual({ entryBytes: 128, descriptorsBeforeHeader: 2, stride: 2 });
    const refused = probe({ mock: { features } }, ({ mock }) => {
      mock.refusals.set('setFeature llq', unsupported);
    });
    expect(refused.errno).toBe(0);
    expect(refused.bench.driver.adapter.device.llq).toBeUndefined();
    expect(refused.bench.lines).toContain(
      'ena 0000:00:05.0: Failed to configure the device mode.  Fallback to host mode policy.',
    );
  });

  test('takes the hints of the device', () => {
    const { bench } = probe({ mock: { hints: { watchdogTimeoutMs: 2000, missedTxCompletionThreshold: 7 } } });
    expect(bench.driver.adapter.limits).toMatchObject({ keepAliveMs: 2000, missingTxPackets: 7 });
  });

  test('prints no line at info or above twice', () => {
    const { bench } = probe({ voice: release2170 });
    expect(new Set(bench.lines).size).toBe(bench.lines.length);
  });
});
