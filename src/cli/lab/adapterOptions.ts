import type { Options, Values } from '../command.ts';

/** How an adapter of the lab is, for every verb that serves one. */
export const adapterOptions = {
  preset: {
    type: 'string',
    takes: 'NAME',
    completes: ['nitro', 'second', 'first', 'minimal'],
    says: 'Begin with this adapter: nitro (of a current instance), second (of 2020), first (of 2016) or minimal.',
  },
  queues: { type: 'string', takes: 'N', completes: 'nothing', says: 'Offer N queue pairs, 1 to 32.' },
  mac: { type: 'string', takes: 'MAC', completes: 'nothing', says: 'Have this address.' },
  'driver-limits': {
    type: 'string',
    takes: 'LIMITS',
    completes: 'nothing',
    says: 'Tell the driver these limits, such as tx-depth=512,rx-depth=1024,mtu=1500,vectors=5,llq-queues=0.',
  },
  'instance-limits': {
    type: 'string',
    takes: 'LIMITS',
    completes: 'nothing',
    says: 'Shape traffic as an instance does: bw-in, bw-out (bits per second, 10M, 5G), pps, conntrack and linklocal.',
  },
  net: {
    type: 'string',
    takes: 'NET',
    completes: ['echo', 'none', 'tap', 'user'],
    says: 'Plug it into NET: echo (a neighbour that answers whatever it is sent), none, tap[:NAME][,large-receive], user (by passt) or switch:PATH. With user,8080:80 port 80 of the guest is behind port 8080 of the loopback. With large-receive long packets reach the guest uncut, as from no real ENA.',
  },
  impair: {
    type: 'string',
    takes: 'WORDS',
    completes: 'nothing',
    says: 'Make the wire bad: loss=1%,delay=20ms,jitter=5ms,rate=100M and so on.',
  },
  fault: {
    type: 'string',
    takes: 'FAULTS',
    completes: 'nothing',
    says: 'Lay these faults from the start, until they are lifted; a name or several with commas between.',
  },
  pcap: { type: 'string', takes: 'FILE', completes: 'files', says: 'Keep every frame in FILE, for Wireshark.' },
} as const satisfies Options;

/** What the options of an adapter said. */
export type AdapterValues = Values<typeof adapterOptions>;
