import type { EventId } from '../spec/events/index.ts';
import type { Message, Speaker } from '../spec/message.ts';
import type { InstanceSeen } from './ec2/instanceSeen.ts';

/** Where something was seen. Lines count from 1; `text` is the line as it stood, cut at 500 characters. */
export interface Place {
  readonly source: string;
  readonly line: number;
  readonly text: string;
}

/** When something was logged, as far as its wrapper tells. */
export interface Moment {
  /** Microseconds since boot. */
  readonly uptimeUs?: number;
  /** Milliseconds since 1970-01-01 UTC. A stamp without a year or zone is read as the latest past UTC one. */
  readonly wallMs?: number;
}

/** Which adapter a thing belongs to, as far as it says so itself. */
export interface AdapterName {
  /** PCI address, `0000:00:05.0`. */
  readonly pci?: string;
  readonly interface?: string;
  readonly host?: string;
}

/** One log record that concerns ENA, or what the kernel around it suffered. */
export interface LogLine extends AdapterName {
  readonly kind: 'log';
  readonly place: Place;
  readonly when: Moment;
  /** Ordinal of the boot within its source: grows whenever the log shows a restart. */
  readonly boot: number;
  /** syslog severity, 0 (emerg) to 7 (debug). */
  readonly level?: number;
  readonly speaker: Speaker;
  /** The message without wrapper and prefix. */
  readonly body: string;
  /** What it says; absent for an ENA line that no known version prints. */
  readonly event?: EventId;
  readonly message?: Message;
  readonly values: Readonly<Record<string, number | string>>;
  /** The line was cut (a pager, a terminal) and matched only as far as it goes. */
  readonly truncated?: true;
  /** 1 unless the logger says how often ("message repeated 3 times"). */
  readonly repeats: number;
}

export type CounterFamily = 'linux' | 'dpdk' | 'freebsd';

export interface Counter {
  readonly value: number;
  readonly place: Place;
}

/** One snapshot of counters: names as printed, in the order printed. */
export interface Counters extends AdapterName {
  readonly kind: 'counters';
  readonly family: CounterFamily;
  readonly when: Moment;
  readonly values: ReadonlyMap<string, Counter>;
}

/** `ethtool -i`, or sysfs on a live host. */
export interface DriverInfo extends AdapterName {
  readonly kind: 'driver';
  readonly place: Place;
  readonly driver: string;
  readonly version?: string;
  readonly firmware?: string;
}

/** `ethtool -g`, `-l`, `-c`, `-k`: settings by the name ethtool prints, numbers or words. */
export interface Settings extends AdapterName {
  readonly kind: 'settings';
  readonly of: 'rings' | 'channels' | 'coalescing' | 'offloads';
  readonly place: Place;
  /** `ethtool -g/-l` "Pre-set maximums". */
  readonly maximum: Readonly<Record<string, number | string>>;
  readonly current: Readonly<Record<string, number | string>>;
}

/** What is known of the module file: `modinfo`, `modprobe`, `lsmod`, a live host. */
export interface ModuleInfo {
  readonly kind: 'module';
  readonly place: Place;
  readonly state: 'found' | 'missing' | 'builtin' | 'loaded' | 'load-failed';
  readonly version?: string;
  readonly filename?: string;
  /** `vermagic`, whose first word is the kernel it was built for. */
  readonly vermagic?: string;
  /** The kernel that was asked about, where the text says so. */
  readonly kernel?: string;
  /** Why it did not load, as printed. */
  readonly error?: string;
}

/** A row of `dkms status`, or what a dkms build log ends in. */
export interface DkmsState {
  readonly kind: 'dkms';
  readonly place: Place;
  readonly module: string;
  readonly version?: string;
  readonly kernel?: string;
  readonly state: 'added' | 'built' | 'installed' | 'broken' | 'build-failed' | 'headers-missing';
}

/** An Amazon network function in `lspci -k` / `-nn`, or on a live host. */
export interface PciDevice extends AdapterName {
  readonly kind: 'pci';
  readonly place: Place;
  /** `1d0f:ec20`. */
  readonly id?: string;
  readonly description: string;
  readonly driverInUse?: string;
  /** The details were listed, and no driver among them; the modules that could drive it. */
  readonly unbound?: { readonly modules: readonly string[] };
}

/** One interrupt vector of `/proc/interrupts` that belongs to ENA. */
export interface Interrupt extends AdapterName {
  readonly kind: 'interrupt';
  readonly place: Place;
  readonly name: string;
  /** Interrupts so far, one number per CPU. */
  readonly perCpu: readonly number[];
}

/** Share of time, percent: `mpstat`, `/proc/stat`, `top`. `cpu` absent means all. */
export interface CpuLoad {
  readonly kind: 'cpu';
  readonly place: Place;
  readonly cpu?: number;
  readonly steal: number;
  readonly softirq: number;
  readonly idle: number;
  /** `since-boot` for a single /proc/stat or mpstat without interval. */
  readonly span: 'since-boot' | 'interval';
}

/** How much of the time no task of the machine got on for lack of memory: `/proc/pressure/memory`, between two looks. */
export interface Stall {
  readonly kind: 'stall';
  readonly place: Place;
  /** Of the second look. */
  readonly when: Moment;
  readonly memoryPercent: number;
}

/** What the machine says of itself: uname, os-release, the metadata service. */
export interface SystemInfo {
  readonly kind: 'system';
  readonly place: Place;
  readonly kernel?: string;
  readonly distribution?: string;
  readonly instanceType?: string;
  readonly hostname?: string;
  readonly bootId?: string;
}

/** Something a reader could not see and the reader of the report must know. */
export interface Blindness {
  readonly kind: 'unseen';
  readonly place: Place;
  /** One sentence: what was not seen, and how to see it. */
  readonly what: string;
}

export type Observation =
  | LogLine
  | Counters
  | DriverInfo
  | Settings
  | ModuleInfo
  | DkmsState
  | PciDevice
  | Interrupt
  | CpuLoad
  | Stall
  | SystemInfo
  | InstanceSeen
  | Blindness;

/** Takes observations one at a time, in the order they were seen. */
export type Sink = (seen: Observation) => void;
