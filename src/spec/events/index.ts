import { adminEvents } from './admin.ts';
import { deviceEvents } from './device.ts';
import { elsewhereEvents } from './elsewhere.ts';
import type { Event, EventText } from './event.ts';
import { featuresEvents } from './features.ts';
import { kernelEvents } from './kernel.ts';
import { machineEvents } from './machine.ts';
import { optionsEvents } from './options.ts';
import { registerReadEvents } from './registerRead.ts';
import { resetEvents } from './reset.ts';
import { rxEvents } from './rx.ts';
import { txEvents } from './tx.ts';
import { watchdogEvents } from './watchdog.ts';

export type { Event, EventText, Judgement } from './event.ts';

const bySubsystem = {
  reset: resetEvents,
  watchdog: watchdogEvents,
  admin: adminEvents,
  'register read': registerReadEvents,
  device: deviceEvents,
  features: featuresEvents,
  transmit: txEvents,
  receive: rxEvents,
  options: optionsEvents,
  'other drivers': elsewhereEvents,
  kernel: kernelEvents,
  machine: machineEvents,
};

type KeysOfEach<Tables> = Tables extends unknown ? keyof Tables & string : never;

/** What a log line can say. Every message names one of these; a typing error does not compile. */
export type EventId = KeysOfEach<(typeof bySubsystem)[keyof typeof bySubsystem]>;

/** All events by id. */
export const events = Object.fromEntries(
  Object.entries(bySubsystem).flatMap(([subsystem, texts]: [string, Record<string, EventText>]) =>
    Object.entries(texts).map(([id, text]) => [id, { id, subsystem, ...text }]),
  ),
) as Readonly<Record<EventId, Event<EventId>>>;
