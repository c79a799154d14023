import { describe, expect, it } from 'vitest';
import type { Surroundings } from '../section.ts';
import { SurroundingsTracker } from './surroundings.ts';

/** What the tracker knows after these lines. */
function learn(lines: readonly string[], source = ''): Surroundings {
  const tracker = new SurroundingsTracker(source);
  for (const [at, text] of lines.entries()) {
    tracker.see({ text, number: at + 1 });
  }
  return tracker.around;
}

describe('SurroundingsTracker', () => {
  it('takes command and interface from a prompt', () => {
    expect(learn(['$ ethtool -S ens5 | grep exceeded'])).toMatchObject({
      interface: 'ens5',
      command: 'ethtool -S ens5 | grep exceeded',
    });
  });

  it('does not take a placeholder or a variable for an interface', () => {
    expect(learn(['$ ethtool -S eth0', '[ec2-user ~]$ ethtool \u2013S ethN'])).not.toHaveProperty('interface');
    expect(learn(['$ ethtool -S eth0', '+ ethtool -S "$dev"'])).not.toHaveProperty('interface');
  });

  it('keeps the interface over commands that name none', () => {
    expect(learn(['$ ethtool -i eth0', '$ modinfo ena'])).toMatchObject({ interface: 'eth0', command: 'modinfo ena' });
  });

  it('takes a lone interface name', () => {
    expect(learn(['eth1:'])).toMatchObject({ interface: 'eth1' });
    expect(learn(['enp0s5'])).toMatchObject({ interface: 'enp0s5' });
    expect(learn(['-- ens6 --'])).toMatchObject({ interface: 'ens6' });
  });

  it('takes the file name in the banner of tail', () => {
    expect(learn(['==> sos_commands/networking/ethtool_-S_eth2 <=='])).toMatchObject({ interface: 'eth2' });
  });

  it('takes the time from the head line of watch', () => {
    expect(learn(['Every 2.0s: ethtool -S eth0      host: Mon Nov 23 19:01:17 2026'])).toMatchObject({
      command: 'ethtool -S eth0',
      interface: 'eth0',
      wallMs: Date.UTC(2026, 10, 23, 19, 1, 17),
    });
  });

  it('takes the output of date, and not the stamp of a log line', () => {
    expect(learn(['Mon Nov 23 19:01:17 UTC 2026'])).toMatchObject({ wallMs: Date.UTC(2026, 10, 23, 19, 1, 17) });
    expect(learn([`2026-11-23T19:01:17Z host app: ${'and so on '.repeat(9)}`])).not.toHaveProperty('wallMs');
  });

  it('starts from the name of the source', () => {
    expect(learn([], 'x/ethtool_-S_eth0')).toEqual({
      source: 'x/ethtool_-S_eth0',
      command: 'ethtool -S eth0',
      interface: 'eth0',
    });
  });
});
