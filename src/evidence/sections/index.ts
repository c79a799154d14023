import type { SectionReader } from '../section.ts';
import { counterColumns } from './counterColumns.ts';
import { counterObject } from './counterObject.ts';
import { differences } from './differences.ts';
import { dkmsBuild } from './dkmsBuild.ts';
import { dkmsStatus } from './dkmsStatus.ts';
import { dpdkXstats } from './dpdkXstats.ts';
import { ethtoolDriver } from './ethtoolDriver.ts';
import { ethtoolRefusal } from './ethtoolRefusal.ts';
import { ethtoolSettings } from './ethtoolSettings.ts';
import { ethtoolStatistics } from './ethtoolStatistics.ts';
import { freebsdSysctl } from './freebsdSysctl.ts';
import { hostnamectl } from './hostnamectl.ts';
import { instanceIdentity } from './instanceIdentity.ts';
import { interrupts } from './interrupts.ts';
import { kernelIdentity } from './kernelIdentity.ts';
import { lspci } from './lspci.ts';
import { modinfo } from './modinfo.ts';
import { moduleLoading } from './moduleLoading.ts';
import { mpstat } from './mpstat.ts';
import { notSeen } from './notSeen.ts';
import { osRelease } from './osRelease.ts';
import { procStat } from './procStat.ts';
import { prometheusCounters } from './prometheusCounters.ts';
import { rescueReport } from './rescueReport.ts';
import { topSummary } from './topSummary.ts';
import { vmstat } from './vmstat.ts';

/** Readers for the output of tools, in order of trial: the distinctive ones first, rows without a header last. */
export const sectionReaders: readonly SectionReader[] = [
  dpdkXstats,
  freebsdSysctl,
  rescueReport,
  ethtoolDriver,
  ethtoolSettings,
  ethtoolRefusal,
  moduleLoading,
  modinfo,
  lspci,
  dkmsStatus,
  dkmsBuild,
  interrupts,
  mpstat,
  procStat,
  topSummary,
  vmstat,
  kernelIdentity,
  osRelease,
  notSeen,
  hostnamectl,
  instanceIdentity,
  prometheusCounters,
  differences,
  counterColumns,
  counterObject,
  ethtoolStatistics,
];

/** Those that find something in a line of a log too: boot scripts say it there, and the kernel names the machine. */
export const stampedLineReaders: readonly SectionReader[] = [moduleLoading, instanceIdentity];
