import type { Blame, Severity } from '../../diagnosis/report.ts';

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** `1,234,567`. */
export const count = (value: number): string => grouped.format(value);

/** `12.3`, `1,230`: as much as one reads at a glance. */
export const few = (value: number): string => (Math.abs(value) >= 1000 ? grouped.format(value) : short.format(value));

const steps = [
  { from: 1e9, unit: 'G' },
  { from: 1e6, unit: 'M' },
  { from: 1e3, unit: 'k' },
] as const;

/** `12.3 Mbit`: with the unit's prefix. */
export const scaled = (value: number, unit: string): string => {
  const step = steps.find(({ from }) => value >= from);
  return `${short.format(step ? value / step.from : value)} ${step?.unit ?? ''}${unit}`;
};

/** `3.2 s`, `2 min 5 s`. */
export const duration = (ms: number): string => {
  const seconds = ms / 1000;
  if (seconds < 0.1) return `${Math.round(ms)} ms`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${Math.floor(seconds % 60)} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

/** `23 s ago`, `5 min ago`: how long it is since. */
export const ago = (ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ago` : `${Math.floor(minutes / 60)} h ${minutes % 60} min ago`;
};

/** `14:03:05`. */
export const timeOfDay = (atMs: number): string => new Date(atMs).toLocaleTimeString('en-GB');

/** `28 Feb`. */
export const dayOfYear = (atMs: number): string =>
  new Date(atMs).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });

export const blameWords: Readonly<Record<Blame, string>> = {
  device: 'the ENA device',
  driver: 'the ENA driver',
  'guest-cpu': 'the guest’s CPUs',
  'guest-memory': 'the guest’s memory',
  'instance-limits': 'the instance’s limits',
  configuration: 'the configuration',
  unknown: 'not known',
};

export const severityWords: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  warning: 'Warning',
  notice: 'Notice',
};
