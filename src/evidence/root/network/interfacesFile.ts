import { claimName, type ReadNetworkFile } from './claim.ts';

/** `/etc/network/interfaces` of Debian's ifupdown: what is brought up at boot or when it appears. Source: interfaces(5). */
export const readInterfacesFile: ReadNetworkFile = (lines, placeOf) => ({
  claims: lines.flatMap((text, index) => {
    const [, names] = /^\s*(?:auto|allow-(?:auto|hotplug))\s+(.{1,400})$/.exec(text) ?? [];
    // `/eth*` is a pattern, `eth0=home` a name with its configuration.
    const wanted = names?.split(/\s+/).map((name) => name.replace(/^\/([^/]*).*$/, '$1').replace(/=.*$/, ''));
    return wanted === undefined ? [] : claimName(wanted.join(' '), placeOf(index + 1, text));
  }),
  renamings: [],
});
