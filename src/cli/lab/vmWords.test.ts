import { describe, expect, test } from 'vitest';
import { BadAdapter } from '../errors.ts';
import { readVmWords, scriptOf } from './vmWords.ts';

describe('a command for a machine', () => {
  test('of one word is a script', () => {
    expect(scriptOf(['ping -c 1 10.0.0.2; ip link'])).toBe('ping -c 1 10.0.0.2; ip link');
  });

  test('of several words is a program, with its arguments as they stood', () => {
    expect(scriptOf(['ethtool', '-S', 'eth0'])).toBe('ethtool -S eth0');
    expect(scriptOf(['echo', 'two words', "it's", '', '$HOME'])).toBe("echo 'two words' 'it'\\''s' '' '$HOME'");
  });

  test('may be none', () => {
    expect(scriptOf([])).toBeUndefined();
  });
});

describe('a machine', () => {
  test('has what is usual where nothing is said', () => {
    expect(readVmWords({}, [])).toMatchObject({
      kernel: '6.12',
      memoryBytes: 512 * 2 ** 20,
      cpus: 1,
      adapter: { network: { kind: 'echo' }, faults: [], trace: false },
      address: '10.0.0.1/24',
    });
  });

  test('asks the network of the user for an address', () => {
    expect(readVmWords({ net: 'user' }, []).address).toBe('dhcp');
    expect(readVmWords({ net: 'user', address: 'fd00::1/64' }, []).address).toBe('fd00::1/64');
  });

  test.each([
    [{ memory: '1K' }, '--memory'],
    [{ memory: '64M' }, '--memory'],
    [{ memory: '999999G' }, '--memory'],
    [{ cpus: '0' }, '--cpus'],
    [{ cpus: '-1' }, '--cpus'],
    [{ address: '10.0.0.1' }, '--address'],
    [{ address: '10.0.0.1/33' }, '--address'],
    [{ address: '10.0.0.1/24; reboot' }, '--address'],
    [{ parameters: 'a=1 $(reboot)' }, '--parameters'],
    [{ fault: 'keep-alive-lost,frozen-hell' }, '--fault'],
    [{ socket: '/tmp/'.repeat(30) }, '--socket'],
    [{ timeout: 'soon' }, '--timeout'],
  ])('is not had with %j', (values, option) => {
    expect(() => readVmWords(values, [])).toThrow(`${option} cannot be`);
  });

  test('has the adapter that is asked for, where it is asked for', () => {
    const values = { preset: 'minimal', mac: '02:00:00:00:00:07', fault: 'keep-alive-lost', pcap: 'f', socket: 's' };
    expect(readVmWords({ ...values, disk: 'a.img', trace: true }, []).adapter).toMatchObject({
      device: { mac: [2, 0, 0, 0, 0, 7], queues: { txQueues: 1 } },
      faults: ['keep-alive-lost'],
      pcapPath: 'f',
      socketPath: 's',
      trace: true,
    });
  });

  test.each([{ net: 'carrier pigeon' }, { queues: '33' }, { 'driver-limits': 'speed=1' }, { impair: 'salt' }])(
    'is not had with the adapter %j, and its own help is named',
    (values) => {
      const read = () => readVmWords(values, []);
      expect(read).toThrow(BadAdapter);
      expect(read).toThrow(expect.objectContaining({ hint: expect.stringContaining('ena lab vm --help') }));
    },
  );

  test.each([
    [{ disk: 'a.img', kernel: '6.1' }, [], '--kernel'],
    [{ disk: 'a.img' }, ['true'], 'COMMAND'],
    [{ keep: true }, [], '--keep'],
    [{ shell: true }, ['true'], '--shell'],
    [{ bare: true, parameters: 'x=1' }, [], '--parameters'],
  ] as const)('is not had with %j and the command %j', (values, words, named) => {
    expect(() => readVmWords(values, words)).toThrow(named);
  });
});
