import type { Message } from '../message.ts';
import { adminMessages } from './admin.ts';
import { deviceMessages } from './device.ts';
import { devlinkMessages } from './devlink.ts';
import { dpdkMessages } from './dpdk.ts';
import { efaMessages } from './efa.ts';
import { ethtoolMessages } from './ethtool.ts';
import { featuresMessages } from './features.ts';
import { flowSteeringMessages } from './flowSteering.ts';
import { freebsdMessages } from './freebsd.ts';
import { kernelMessages } from './kernel.ts';
import { memoryMessages } from './memory.ts';
import { phcMessages } from './phc.ts';
import { registerReadMessages } from './registerRead.ts';
import { resetMessages } from './reset.ts';
import { rssMessages } from './rss.ts';
import { rxMessages } from './rx.ts';
import { statsMessages } from './stats.ts';
import { timestampingMessages } from './timestamping.ts';
import { txMessages } from './tx.ts';
import { watchdogMessages } from './watchdog.ts';
import { xdpMessages } from './xdp.ts';

/** Every line that is known: the drivers' of ENA, the kernel's around them, and those of the look-alike EFA driver. */
export const messages: readonly Message[] = [
  ...resetMessages,
  ...watchdogMessages,
  ...adminMessages,
  ...registerReadMessages,
  ...deviceMessages,
  ...featuresMessages,
  ...txMessages,
  ...rxMessages,
  ...memoryMessages,
  ...rssMessages,
  ...flowSteeringMessages,
  ...phcMessages,
  ...timestampingMessages,
  ...xdpMessages,
  ...ethtoolMessages,
  ...statsMessages,
  ...devlinkMessages,
  ...dpdkMessages,
  ...freebsdMessages,
  ...kernelMessages,
  ...efaMessages,
];
