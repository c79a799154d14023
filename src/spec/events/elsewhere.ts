import type { EventText } from './event.ts';

/** What only the DPDK, FreeBSD and EFA drivers say. */
export const elsewhereEvents = {
  'port-start-failed': {
    judgement: 'error',
    title: 'A DPDK port could not be started',
    meaning: 'A queue of the port did not start, or its receive side could not be set up.',
    cause: 'Too few mbufs for the receive ring, a queue the device did not create, or an RSS command it refused.',
    action: 'Enlarge the mempool; read the line before it.',
  },
  'application-misuse': {
    judgement: 'error',
    title: 'The DPDK application asked for what is not allowed',
    meaning: 'A queue size, an argument or the order of calls is wrong. The driver refuses.',
    cause: 'The application or its arguments.',
    action: 'Correct the application.',
  },
  'interface-up': {
    judgement: 'benign',
    title: 'The interface comes up',
    meaning: 'The driver starts its queues.',
    cause: 'ifconfig up, or the end of a reset.',
    action: 'Nothing to do.',
  },
  'interface-down': {
    judgement: 'benign',
    title: 'The interface goes down',
    meaning: 'The driver stops its queues.',
    cause: 'ifconfig down, or the begin of a reset.',
    action: 'Nothing to do.',
  },
  'interface-start-failed': {
    judgement: 'error',
    title: 'The interface could not be started',
    meaning: 'A step of bringing the queues up failed.',
    cause: 'Memory, vectors, or a refused command; the line before tells.',
    action: 'Read the line before it.',
  },
  'tunable-changed': {
    judgement: 'benign',
    title: 'A setting was changed by sysctl',
    meaning: 'The driver takes the interface down and up for it, and may reset the device (reason 9).',
    cause: 'A request.',
    action: 'Nothing to do.',
  },
  'tunable-change-failed': {
    judgement: 'error',
    title: 'A setting could not be changed',
    meaning: 'The interface did not come up with the new value; the old one is restored, by a reset where needed.',
    cause: 'Memory, or a value the device refuses.',
    action: 'Choose another value.',
  },
  'efa-admin-failure': {
    judgement: 'warn',
    title: 'An admin command of EFA failed',
    meaning: 'The Elastic Fabric Adapter, another device with another driver, did not answer. It is not ENA.',
    cause: 'The EFA device or its interrupt.',
    action: 'Look at the EFA driver and its device; the network interface is not concerned.',
  },
  'efa-register-failure': {
    judgement: 'warn',
    title: 'A register of EFA could not be read',
    meaning: 'The Elastic Fabric Adapter did not answer. It is not ENA.',
    cause: 'The EFA device.',
    action: 'Look at the EFA driver and its device; the network interface is not concerned.',
  },
  'efa-probe-failure': {
    judgement: 'warn',
    title: 'EFA could not be initialised',
    meaning: 'The Elastic Fabric Adapter is not usable. It is not ENA.',
    cause: 'The EFA device, or resources of the host.',
    action: 'Look at the EFA driver; the network interface is not concerned.',
  },
  'efa-notice': {
    judgement: 'benign',
    title: 'A notice of EFA',
    meaning: 'A line of the Elastic Fabric Adapter. It is not ENA.',
    cause: 'Routine of the EFA driver.',
    action: 'Nothing to do.',
  },
} satisfies Record<string, EventText>;
