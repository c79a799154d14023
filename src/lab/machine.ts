import type { DeviceOptions } from '../device/options.ts';
import { presets } from '../device/presets.ts';
import type { Voice } from '../driver/voices.ts';
import type { Site } from './faults/site.ts';
import { channelsText, driverText, ringsText, statisticsText } from './host/ethtoolText.ts';
import { Host } from './host/host.ts';
import { Traffic } from './host/traffic.ts';
import { attachEcho } from './peers/neighbour.ts';
import { randomOf } from './random.ts';

const secondNs = 1e9;
/** Enough that each queue has some under way when a fault strikes; a drill takes as long as its packets take. */
const packetsPerSecond = 125;
/** How often a monitoring agent asks for the link's settings and the counters. */
const agentEveryNs = 10 * secondNs;
const probeAgainNs = 5 * secondNs;

/** The host of a drill, with a little traffic, and an agent that looks after the interface as agents do. */
export class Machine {
  readonly host: Host;
  readonly traffic: Traffic;
  readonly voice: Voice;
  readonly random: () => number;
  /** What shell commands printed, but for those of `ethtool`. */
  console = '';
  /** The module is there to be loaded. */
  hasModule = true;
  /** Attempts to bring the interface up that failed. */
  failures = 0;
  #state: 'absent' | 'failed' | 'up' = 'absent';

  constructor(voice: Voice, device: Partial<DeviceOptions> = {}, seed = 1) {
    this.voice = voice;
    this.random = randomOf(seed);
    const kernelRelease = voice.version.origin === 'kernel' ? voice.version.text : '6.1.158-178.288.amzn2023.x86_64';
    const options = { ...presets.nitro, ...device };
    this.host = new Host({ voice, device: options, driver: { cpus: 2, kernelRelease, random: this.random } });
    attachEcho(this.host);
    this.traffic = new Traffic(this.host);
    this.traffic.out.start(packetsPerSecond);
  }

  /** What a fault of the adapter reaches. */
  get site(): Site {
    const { device, clock, troubles } = this.host;
    return { device, clock, lostVectors: troubles.lostVectors };
  }

  get kernelRelease(): string {
    return this.host.driver.adapter.options.kernelRelease;
  }

  get isUp(): boolean {
    return this.#state === 'up';
  }

  /** Loads the driver, as boot does; a probe that is to be repeated is repeated while time goes by. */
  load(): void {
    if (!this.hasModule) {
      this.console += `$ modprobe ena\nmodprobe: FATAL: Module ena not found in directory /lib/modules/${this.kernelRelease}\n`;
      return;
    }
    this.#state = this.host.start() === 0 ? 'up' : 'failed';
    if (this.#state === 'failed') this.failures++;
  }

  /** Lets time pass, in which the agent asks and the kernel probes again what could not be probed. */
  run(spanNs: number): void {
    const { clock, driver } = this.host;
    const endNs = clock.nowNs() + spanNs;
    while (clock.nowNs() < endNs) {
      const stepNs = Math.min(endNs - clock.nowNs(), this.isUp ? agentEveryNs : probeAgainNs);
      this.host.run(stepNs);
      if (this.#state === 'failed' || (this.#state === 'absent' && this.hasModule)) this.load();
      else if (this.isUp) {
        driver.linkSettings();
        driver.statistics();
      }
    }
  }

  /** Whether datagrams come back that are sent now. */
  get isConnected(): boolean {
    const before = this.traffic.received;
    this.host.run(2 * secondNs);
    return this.traffic.received > before;
  }

  /** What `ethtool -S`, `-i`, `-g` and `-l` print now. */
  ethtoolText(): string {
    const { driver, interfaceName } = this.host;
    const prompt = (option: string) => `$ ethtool ${option} ${interfaceName}\n`;
    if (!this.isUp) return `${prompt('-S')}Cannot get driver information: No such device\n`;
    const values = this.host.finish(driver.statistics()) ?? [];
    return [
      prompt('-i') + driverText(driver.driverInfo),
      prompt('-g') + ringsText(interfaceName, driver.rings),
      prompt('-l') + channelsText(interfaceName, driver.channels),
      prompt('-S') + statisticsText(values),
    ].join('\n');
  }
}
