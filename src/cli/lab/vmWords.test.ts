import { describe, expect, test } from 'vitest';
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
      net: { kind: 'echo' },
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
    [{ net: 'carrier pigeon' }, '--net'],
    [{ timeout: 'soon' }, '--timeout'],
  ])('is not had with %j', (values, option) => {
    expect(() => readVmWords(values, [])).toThrow(`${option} cannot be`);
  });

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
