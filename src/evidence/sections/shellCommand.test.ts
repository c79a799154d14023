import { describe, expect, it } from 'vitest';
import { commandOfFile, findCommand } from './shellCommand.ts';

describe('findCommand', () => {
  it.each([
    ['$ ethtool -S eth0', 'ethtool -S eth0'],
    ['[ec2-user ~]$ ethtool \u2013S ethN', 'ethtool -S ethN'],
    ['# ethtool -i ens5', 'ethtool -i ens5'],
    ['root@ip-10-0-0-1:~# sudo ethtool -g eth0', 'ethtool -g eth0'],
    ['+ ethtool -S eth0', 'ethtool -S eth0'],
    ['===== ethtool -S eth0 =====', 'ethtool -S eth0'],
    ['sudo ethtool -S eth0', 'ethtool -S eth0'],
    ['ubuntu:~$ modinfo ena', 'modinfo ena'],
    ['$ watch -n 1 "ethtool -S eth0 | grep exceeded"', 'ethtool -S eth0 | grep exceeded'],
    ['$ /usr/sbin/ethtool -S eth0', '/usr/sbin/ethtool -S eth0'],
  ])('reads %j', (text, command) => {
    expect(findCommand(text)).toBe(command);
  });

  it.each(['#   pps_allowance_exceeded: 142', 'NIC statistics:', 'Iteration: 37', '=====', ''])(
    'finds none in %j',
    (text) => {
      expect(findCommand(text)).toBeUndefined();
    },
  );
});

describe('commandOfFile', () => {
  it.each([
    ['sos_commands/networking/ethtool_-i_eth0', 'ethtool -i eth0'],
    ['ethtool_-S_eth0', 'ethtool -S eth0'],
    ['networking/ethtool_stats.txt', 'ethtool -S'],
    ['networking/ethtool.txt', 'ethtool -S'],
    ['sos_commands/kernel/modinfo_ena', 'modinfo ena'],
    ['uname_-a.txt', 'uname -a'],
  ])('reads %j', (path, command) => {
    expect(commandOfFile(path)).toBe(command);
  });

  it('finds none in a plain name', () => {
    expect(commandOfFile('/var/log/messages')).toBeUndefined();
  });
});
