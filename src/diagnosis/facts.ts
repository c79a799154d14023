import type { DkmsState, DriverInfo, ModuleInfo, Observation, PciDevice, Settings } from '../evidence/observation.ts';
import type { Adapters, KnownAdapter } from './adapters.ts';
import type { Tally } from './tally.ts';

type Fact = Exclude<Observation, { kind: 'log' | 'counters' | 'instance' | 'stall' }>;

/** DPDK's name for its driver beside the kernel's. */
const enaDrivers = new Set(['ena', 'net_ena', 'ena_netmap']);
/** Passed through to user space: DPDK, or a virtual machine. */
const passThrough = new Set(['vfio-pci', 'igb_uio', 'uio_pci_generic', 'nic_uio']);

interface Modules {
  missing: ModuleInfo | undefined;
  builtin: ModuleInfo | undefined;
  present: boolean;
}

/** What commands other than `dmesg` and `ethtool -S` tell: module, dkms, driver of an interface, settings. */
export class Facts {
  readonly #adapters: Adapters;
  readonly #tally: Tally;
  readonly #modules: Modules = { missing: undefined, builtin: undefined, present: false };
  readonly #settings: Settings[] = [];
  readonly #unbound: { readonly adapter: KnownAdapter | undefined; readonly device: PciDevice }[] = [];
  #instanceType: string | undefined;
  /** Facts that speak of ENA; what is known only of other drivers is no evidence. */
  #aboutEna = 0;

  constructor(adapters: Adapters, tally: Tally) {
    this.#adapters = adapters;
    this.#tally = tally;
  }

  get aboutEna(): number {
    return this.#aboutEna;
  }

  get instanceType(): string | undefined {
    return this.#instanceType;
  }

  observe(fact: Fact): void {
    if (fact.kind === 'driver') this.#driver(fact);
    else if (fact.kind === 'module') this.#module(fact);
    else if (fact.kind === 'dkms') this.#dkms(fact);
    else if (fact.kind === 'pci') this.#pci(fact);
    else if (fact.kind === 'settings' && this.#settings.length < 256) this.#settings.push(fact);
    else if (fact.kind === 'system') this.#instanceType = fact.instanceType ?? this.#instanceType;
    else if (fact.kind === 'interrupt') this.#aboutEna++;
  }

  /** Some facts weigh only beside others: a module that is not found but built in is no fault. */
  judge(tally: Tally): void {
    for (const { adapter, device } of this.#unbound) judgeUnbound(adapter, device, tally);
    const { missing, builtin, present } = this.#modules;
    if (builtin !== undefined) tally.add({ id: 'driver-built-in', place: builtin.place });
    if (missing === undefined || builtin !== undefined) return;
    const driverSpoke = present || this.#adapters.all().some((adapter) => adapter.flavour !== 'unknown');
    const values = { ...(missing.kernel !== undefined && { kernel: missing.kernel }) };
    // Counters or log lines of a running driver beside "not found" can only mean that it is compiled in.
    if (driverSpoke && missing.kernel === undefined)
      tally.add({ id: 'driver-built-in', place: missing.place, confidence: 'likely' });
    else tally.add({ id: 'module-missing-for-kernel', place: missing.place, values });
  }

  #driver(info: DriverInfo): void {
    if (!enaDrivers.has(info.driver)) {
      if (passThrough.has(info.driver)) return;
      this.#tally.add({
        id: 'not-an-ena-interface',
        place: info.place,
        values: { driver: info.driver, ...(info.interface !== undefined && { interface: info.interface }) },
      });
      return;
    }
    this.#aboutEna++;
    const flavour = info.driver === 'net_ena' ? ('dpdk' as const) : undefined;
    this.#adapters.drivenBy(this.#adapters.resolve(info), info.version, flavour);
  }

  #module(module: ModuleInfo): void {
    this.#aboutEna++;
    if (module.state === 'missing') this.#modules.missing ??= module;
    else if (module.state === 'builtin') this.#modules.builtin ??= module;
    else if (module.state === 'load-failed') {
      this.#tally.add({
        id: 'module-load-failed',
        place: module.place,
        values: { ...(module.error !== undefined && { error: module.error }) },
      });
    } else {
      this.#modules.present ||= module.state === 'loaded';
      if (module.version !== undefined) this.#adapters.drivenBy(this.#only(), module.version);
    }
  }

  #dkms(state: DkmsState): void {
    if (state.module !== 'ena' && !state.module.startsWith('amzn-drivers')) return;
    this.#aboutEna++;
    const values = {
      ...(state.kernel !== undefined && { kernel: state.kernel }),
      ...(state.version !== undefined && { version: state.version }),
    };
    if (state.state === 'headers-missing')
      this.#tally.add({ id: 'kernel-headers-missing', place: state.place, values });
    else if (state.state === 'build-failed' || state.state === 'broken')
      this.#tally.add({ id: 'module-build-failed', place: state.place, values });
  }

  #pci(device: PciDevice): void {
    this.#aboutEna++;
    const adapter = this.#adapters.resolve(device);
    if (device.driverInUse === 'ena') this.#adapters.drivenBy(adapter, undefined);
    if (device.unbound !== undefined && isEna(device) && this.#unbound.length < 64)
      this.#unbound.push({ adapter, device });
  }

  #only(): KnownAdapter | undefined {
    const all = this.#adapters.all();
    return all.length === 1 ? all[0] : undefined;
  }
}

const isEna = ({ id }: PciDevice): boolean => id !== undefined && !id.includes('efa');

/** An adapter that nothing drives: for want of a module, or because the probe of the one there is did not succeed. */
const judgeUnbound = (adapter: KnownAdapter | undefined, { place, unbound }: PciDevice, tally: Tally): void => {
  if (adapter?.version !== undefined || (adapter?.interfaces.length ?? 0) > 0) return;
  const id = unbound?.modules.includes('ena') ? 'device-init-failed' : 'module-missing-for-kernel';
  tally.add({ id, adapter, place, severity: 'warning', confidence: 'possible' });
};
