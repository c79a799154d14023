/** Programs whose output this folder reads, and `date`; a command line is one that runs any of them. */
const programs =
  'ethtool|modinfo|modprobe|insmod|lsmod|lspci|dkms|uname|mpstat|top|vmstat|hostnamectl|ec2-metadata|sysctl|dmesg|journalctl|date|cat|grep|egrep|watch|make|curl|ip|nstat|netstat|ss|dpdk-[a-z-]{1,20}';
const commandLine = new RegExp(`^(?:/(?:usr/)?s?bin/)?(?:${programs})(?: [^ ]|$)`);
const wrapper = /^(?:sudo |time |watch (?:-\w{1,12} (?:[\d.]{1,5} )?){0,3}['"]?){1,3}/;
/** What a shell shows in front of a command: `$ `, `[ec2-user@ip ~]$ `, `root@host:/# `, `+ ` (set -x), `testpmd> `. */
const prompt = /^\s*`?(?:\([\w.-]{1,40}\) ?)?(?:\[[^\]]{1,80}\]|[\w.@~:/+-]{1,80})? ?(?:[$#%>]|\+{1,3}) ?(?=\S)/;
const banner = /^\s*[=*#+-]{2,}[ \t=*#>-]*(?=\S)/;
const longestCommand = 400;

/** True when the line begins as a banner does (`===== ethtool -S eth0 =====`, `==> file <==`). */
export function isBanner(text: string): boolean {
  return text.length <= longestCommand && banner.test(text);
}

/**
 * The command that a line of a transcript shows: behind a prompt, in a banner, traced by `set -x`, or bare at its begin.
 * En dashes, which word processors make of hyphens, come back as hyphens.
 */
export function findCommand(text: string): string | undefined {
  if (text.length > longestCommand) {
    return undefined;
  }
  const lead = (prompt.exec(text) ?? banner.exec(text))?.[0] ?? '';
  const typed = text
    .slice(lead.length)
    .trim()
    .replace(/[–—−]/g, '-')
    .replace(/^['"`$]{1,3} ?/, '');
  const rest = typed.replace(wrapper, '');
  return commandLine.test(rest) ? rest.replace(/[=*#'"` :-]+$/, '') : undefined;
}

/** True for a line that shows a shell prompt with a command, known or not, such as ends the output before it. */
export function isPrompt(text: string): boolean {
  return text.length <= longestCommand && /^\s*(?:\[[^\]]{1,80}\]|[\w.-]{1,40}@[\w.@~:/ +-]{1,80})?[$#] \S/.test(text);
}

/** The command that a collector's file holds the output of: `sos_commands/networking/ethtool_-S_eth0`. */
export function commandOfFile(path: string): string | undefined {
  const name = path.slice(path.search(/[^/\\]*$/)).slice(0, longestCommand);
  const words = name.replace(/(?:\.(?:txt|log|out|gz))+$/, '').replaceAll('_', ' ');
  if (/^ethtool(?:[ -]stats)?$/.test(words)) {
    return 'ethtool -S';
  }
  const bare = /^ethtool-([a-z]{1,4}\d[\w.]*)$/.exec(words)?.[1];
  return bare === undefined ? (commandLine.test(words) ? words : undefined) : `ethtool -S ${bare}`;
}
