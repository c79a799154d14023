import { describe, expect, it } from 'vitest';
import { findInterfaceName, isInterfaceName } from './interfaceName.ts';

describe('interface names', () => {
  it.each(['eth0', 'ens5', 'enp0s5', 'enX0', 'eno1', 'ena0', 'enp39s0'])('knows %s', (name) => {
    expect(isInterfaceName(name)).toBe(true);
    expect(findInterfaceName(`DUT ${name}:`)).toBe(name);
  });

  it.each(['', 'ethN', 'ens', 'driver', 'eth0 eth1', 'ena', 'the', 'eth0123456789012345'])(
    'does not know %j',
    (name) => {
      expect(isInterfaceName(name)).toBe(false);
    },
  );
});
