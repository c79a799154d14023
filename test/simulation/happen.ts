import { faultRow } from './faultRows.ts';
import { deviceRequest, normal } from './reasons.ts';
import type { Event } from './story.ts';
import type { World } from './world.ts';

const inMs = (world: World, spanMs: number): number => world.clock.nowNs() + spanMs * 1e6;

/** Does something when a span is over, unless the run is over first. */
const after = (world: World, spanMs: number, end: () => void): void =>
  world.clock.createAlarm(end).ringIn(spanMs * 1e6);

const layFault = (world: World, event: Event & { what: 'fault' }): void => {
  const { path, extra } = faultRow(event.fault);
  const faults = (path === 'control' ? world.device.faults : world.device.traffic.faults) as Record<string, unknown>;
  const laid = { left: event.left, ...extra };
  faults[event.fault] = laid;
  world.witness.lays(event.fault, laid);
  after(world, event.forMs, () => {
    if (faults[event.fault] === laid) faults[event.fault] = undefined;
  });
};

/** Ends all that a story has laid. */
export const healAll = (world: World): void => {
  const { faults, traffic, announce, isLinkUp } = world.device;
  for (const name of Object.keys(faults)) faults[name as keyof typeof faults] = undefined;
  traffic.faults.clear();
  world.limit({});
  traffic.peer.carrier = true;
  if (!isLinkUp) announce.link(true);
  world.guest.heal();
};

/** What an operator does; not while the adapter sleeps, when the kernel would not let anybody. */
const operate = (world: World, event: Event): void => {
  const { driver } = world;
  if (event.what === 'resume' && world.isSuspended) {
    world.isSuspended = false;
    driver.resume();
  }
  if (world.isSuspended) return;
  switch (event.what) {
    case 'rings':
      driver.setRings(event);
      break;
    case 'channels':
      driver.setChannels(Math.min(event.combined, driver.channels.maxCombined));
      break;
    case 'mtu':
      driver.setMtu(event.mtu);
      break;
    case 'coalesce':
      driver.setCoalescing(event);
      break;
    case 'statistics':
      driver.statistics();
      break;
    case 'down':
      driver.close();
      break;
    case 'up':
      driver.open();
      break;
    case 'suspend':
      if (!driver.adapter.voice.does.suspend) break;
      world.isSuspended = true;
      driver.suspend();
      break;
  }
};

/** Lets one event of a story happen. */
export const happen = (world: World, event: Event): void => {
  const { device, guest, driver } = world;
  const { traffic, announce } = device;
  switch (event.what) {
    case 'send': {
      const shape = world.fitting(event.frame);
      for (let i = 1; i <= event.count; i++) world.send(shape, event.queue, event.batched && i < event.count);
      break;
    }
    case 'receive': {
      const shape = world.fitting(event.frame);
      for (let i = 0; i < event.count; i++) world.arrive(shape);
      break;
    }
    case 'fault':
      layFault(world, event);
      break;
    case 'lay':
      Object.assign(device.faults, structuredClone(event.faults));
      break;
    case 'stall':
      guest.stalledUntilNs = Math.max(guest.stalledUntilNs, inMs(world, event.forMs));
      break;
    case 'starve':
      guest.starvedUntilNs = Math.max(guest.starvedUntilNs, inMs(world, event.forMs));
      break;
    case 'delay-interrupts':
      guest.interruptDelayNs = event.delayUs * 1000;
      after(world, event.forMs, () => {
        guest.interruptDelayNs = 0;
      });
      break;
    case 'poll-budget':
      guest.pollPackets = event.packets;
      after(world, event.forMs, () => {
        guest.pollPackets = Number.POSITIVE_INFINITY;
      });
      break;
    case 'no-pages':
      driver.adapter.troubles.outOfPages = true;
      after(world, event.forMs, () => {
        driver.adapter.troubles.outOfPages = false;
      });
      break;
    case 'no-memory':
      guest.failingAllocations = event.allocations;
      after(world, event.forMs, () => {
        guest.failingAllocations = 0;
      });
      break;
    case 'link':
      traffic.peer.carrier = false;
      announce.link(false);
      after(world, event.forMs, () => {
        traffic.peer.carrier = true;
        announce.link(true);
      });
      break;
    case 'limits':
      world.limit({ packetsPerSecond: event.packetsPerSecond });
      after(world, event.forMs, () => world.limit({}));
      break;
    case 'device-asks-for-reset':
      world.witness.asked.add(deviceRequest);
      announce.resetRequest();
      break;
    case 'capabilities-change':
      world.witness.asked.add(normal);
      announce.refreshCapabilities();
      break;
    default:
      operate(world, event);
  }
};
