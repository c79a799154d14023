import { isMac, type ReadNetworkFile } from './claim.ts';

/** Rules of udev that name network interfaces, such as those of `70-persistent-net.rules`. Source: udev(7). */
export const readUdevRules: ReadNetworkFile = (lines, placeOf) => ({
  claims: [],
  renamings: lines.flatMap((text, index) => {
    if (/^\s*#/.test(text) || !text.includes('NAME')) return [];
    const value = (key: string) =>
      text
        .slice(0, 4096)
        .split(',')
        .map((part) => part.trim())
        .flatMap((part) =>
          part.startsWith(key) ? (/^(?:==|:?=)\s*"([^"]*)"/.exec(part.slice(key.length).trim())?.[1] ?? []) : [],
        )
        .at(0);
    const name = value('NAME');
    if (name === undefined || name.includes('$') || name.includes('%') || value('SUBSYSTEM') !== 'net') return [];
    const mac = value('ATTR{address}') ?? value('ATTRS{address}') ?? value('SYSFS{address}');
    const drivers = value('DRIVERS') ?? value('DRIVER');
    const driver = drivers === undefined || /^[?*]+$/.test(drivers) ? undefined : drivers;
    if (mac !== undefined && !isMac(mac)) return [];
    return [{ name, mac: mac?.toLowerCase(), driver, place: placeOf(index + 1, text) }];
  }),
});
