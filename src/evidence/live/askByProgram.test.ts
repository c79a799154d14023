import { describe, expect, it } from 'vitest';
import type { FakeMachine } from './fakeHost.ts';
import { ec2Guest } from './fakeMachines.ts';
import { observed, ofKind } from './observed.ts';

/** A guest on which C cannot be called. */
const guestWith = (programs: FakeMachine['programs'], forMs?: number) => {
  const { ethtool: _, ...guest } = ec2Guest();
  return observed({ ...guest, programs: programs ?? {} }, forMs === undefined ? {} : { forMs });
};

const answers: FakeMachine['programs'] = {
  'ethtool -i eth0': { text: 'driver: ena\nversion: 2.13.0g\nfirmware-version: \nbus-info: 0000:00:05.0\n' },
  'ethtool -g eth0': {
    text: 'Ring parameters for eth0:\nPre-set maximums:\nRX:\t\t8192\nTX:\t\t1024\nCurrent hardware settings:\nRX:\t\t1024\nTX:\t\t512\n',
  },
  'ethtool -S eth0': { text: 'NIC statistics:\n     tx_timeout: 0\n     wd_expired: 3\n     interface_up: 1\n' },
  ethtool: { stderr: 'netlink error: Operation not supported\n', exitCode: 95 },
};

describe('where C cannot be called', () => {
  it('the ethtool program is run, and its text read as a file’s', async () => {
    const guest = await guestWith(answers);
    expect(ofKind(guest, 'driver')).toMatchObject([{ interface: 'eth0', pci: '0000:00:05.0', version: '2.13.0g' }]);
    expect(ofKind(guest, 'settings')).toMatchObject([
      { of: 'rings', current: { RX: 1024, TX: 512 }, pci: '0000:00:05.0' },
    ]);
    const [counters] = ofKind(guest, 'counters');
    expect(counters).toMatchObject({
      pci: '0000:00:05.0',
      interface: 'eth0',
      when: { wallMs: Date.UTC(2026, 10, 23, 12) },
    });
    expect(counters?.values.get('wd_expired')).toEqual({
      value: 3,
      place: { source: 'ethtool -S eth0', line: 3, text: '     wd_expired: 3' },
    });
  });

  it('two samples are told apart', async () => {
    const guest = await guestWith(answers, 1000);
    const samples = ofKind(guest, 'counters').map(({ values }) => values.get('wd_expired')?.place.source);
    expect(samples).toEqual(['ethtool -S eth0', 'ethtool -S eth0 (1 s later)']);
  });

  it('what the program refuses is told as unseen', async () => {
    const stderr = 'netlink error: No such device\n';
    const { unseen } = await guestWith({ ethtool: { stderr, exitCode: 70 } });
    expect(unseen.join('\n')).toContain('The interface that ethtool was asked about does not exist');
  });

  it('and there is no program, that is told with what to install, once for each thing missed', async () => {
    const { unseen } = await guestWith({});
    expect(unseen).toHaveLength(4);
    expect(unseen).toContain(
      'The driver of eth0 could not be asked: koffi does not load here, and the ethtool program cannot be run (ENOENT); install ethtool.',
    );
  });
});
