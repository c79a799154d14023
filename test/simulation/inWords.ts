import type { Event, Story } from './story.ts';

const span = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`);

const frames = ({ count, frame }: Event & { what: 'send' | 'receive' }): string => {
  const { kind, version, payloadBytes, segmentBytes, checksum } = frame;
  const what = kind === 'raw' ? 'raw' : `${kind.toUpperCase()}/IPv${version}`;
  const cut = segmentBytes > 0 ? `, cut at ${segmentBytes}` : '';
  const sum = checksum === 'right' ? '' : `, checksum ${checksum === 'pseudo' ? 'left to the device' : 'wrong'}`;
  return `${count} ${what} with ${payloadBytes} bytes${cut}${sum}`;
};

const told = (event: Event): string => {
  switch (event.what) {
    case 'send':
      return `the host sends ${frames(event)} on queue ${event.queue}${event.batched ? ', one doorbell' : ''}`;
    case 'receive':
      return `the network brings ${frames(event)}`;
    case 'fault':
      return `fault ${event.fault}, ${event.left} times, for at most ${span(event.forMs)}`;
    case 'lay':
      return `faults ${Object.keys(event.faults).join(', ')}`;
    case 'stall':
      return `the guest stands still for ${span(event.forMs)}`;
    case 'starve':
      return `no poller runs for ${span(event.forMs)}`;
    case 'delay-interrupts':
      return `interrupts take ${event.delayUs} µs, for ${span(event.forMs)}`;
    case 'poll-budget':
      return `pollers take ${event.packets} packets a turn, for ${span(event.forMs)}`;
    case 'no-pages':
      return `no pages for received frames, for ${span(event.forMs)}`;
    case 'no-memory':
      return `the next ${event.allocations} allocations fail, within ${span(event.forMs)}`;
    case 'rings':
      return `the operator sets rings of ${event.tx} (Tx) and ${event.rx} (Rx)`;
    case 'channels':
      return `the operator sets ${event.combined} channels`;
    case 'mtu':
      return `the operator sets an MTU of ${event.mtu}`;
    case 'coalesce':
      return `the operator sets delays of ${event.txUs} µs (Tx) and ${event.rxUs} µs (Rx)`;
    case 'link':
      return `the link is down for ${span(event.forMs)}`;
    case 'limits':
      return `the instance may do ${event.packetsPerSecond} packets a second, for ${span(event.forMs)}`;
    case 'statistics':
      return 'the operator asks for statistics';
    case 'down':
    case 'up':
      return `the operator takes the interface ${event.what}`;
    case 'suspend':
      return 'the guest goes to sleep';
    case 'resume':
      return 'the guest wakes';
    case 'device-asks-for-reset':
      return 'the device asks to be reset';
    case 'capabilities-change':
      return 'the device says that its capabilities changed';
  }
};

/** A story as a person would tell it, an event a line. */
export const inWords = ({ seed, preset, voice, plainReads, cpus, txDepth, rxDepth, mtu, events }: Story): string => {
  const reads = plainReads ? ', plain register reads' : '';
  const setting = `${cpus} CPUs, rings of ${txDepth} and ${rxDepth}, MTU ${mtu}`;
  const lines = events.map((event) => `${String(event.atMs).padStart(6)} ms  ${told(event)}`);
  return [`seed ${seed}: driver ${voice.name} on a "${preset}" device${reads}; ${setting}`, ...lines].join('\n');
};
