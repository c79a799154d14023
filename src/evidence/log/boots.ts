const secondUs = 1_000_000;
/** Messages of several CPUs may swap places by far less; a restart loses far more. */
const fallUs = 10 * secondUs;
/** Hosts in one log whose clocks are remembered. */
const mostHosts = 4096;

interface Host {
  boot: number;
  uptimeUs: number | undefined;
  bootId: string | undefined;
  /** Something was read since the boot began. */
  used: boolean;
}

/** Counts how often each host of a log was restarted. */
export class Boots {
  #hosts = new Map<string, Host>();
  #latest: Host | undefined;

  /** A log says that a boot begins here, of the host that was last heard. */
  announce(bootId?: string): void {
    const host = this.#latest ?? this.#of('');
    if (host.used && (bootId === undefined || host.bootId !== bootId)) this.#restart(host);
    if (bootId !== undefined) host.bootId = bootId;
  }

  /** The kernel greets: the first line of a boot, unless an early console printed it a second time. */
  greet(hostName: string | undefined): void {
    const host = this.#of(hostName);
    if (host.used && (host.uptimeUs === undefined || host.uptimeUs > secondUs)) this.#restart(host);
  }

  /** The ordinal of the boot, counted from 0, that a record with this uptime and boot id belongs to. */
  note(hostName: string | undefined, uptimeUs: number | undefined, bootId: string | undefined): number {
    const host = this.#of(hostName);
    const otherId = bootId !== undefined && host.bootId !== undefined && bootId !== host.bootId;
    const fell = uptimeUs !== undefined && host.uptimeUs !== undefined && uptimeUs < host.uptimeUs - fallUs;
    if (otherId || (fell && bootId === undefined)) this.#restart(host);
    host.bootId = bootId ?? host.bootId;
    // A straggler must not lower the mark, or many of them in a row would hide a restart.
    if (uptimeUs !== undefined) host.uptimeUs = Math.max(uptimeUs, host.uptimeUs ?? 0);
    host.used = true;
    return host.boot;
  }

  #restart(host: Host): void {
    host.boot++;
    host.uptimeUs = undefined;
    host.used = false;
  }

  #of(name = ''): Host {
    let host = this.#hosts.get(name);
    if (host === undefined) {
      // A hostile log may name a host per line.
      if (this.#hosts.size >= mostHosts) this.#hosts.clear();
      host = { boot: 0, uptimeUs: undefined, bootId: undefined, used: false };
      this.#hosts.set(name, host);
    }
    this.#latest = host;
    return host;
  }
}
