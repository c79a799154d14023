import type { Clock } from '../../bus/clock.ts';
import type { DriverPort } from '../../bus/port.ts';
import type { GuestTroubles } from './guestTroubles.ts';

/** The driver's end of a bus as a guest with troubles has it. */
export const guestPort = (port: DriverPort, clock: Clock, troubles: GuestTroubles): DriverPort => {
  const handlers = new Map<number, () => void>();
  const deliver = (vector: number): void => {
    if (troubles.lostVectors.has(vector)) return;
    if (!troubles.sharedVectors.has(vector)) handlers.get(vector)?.();
    else for (const [other, handle] of handlers) if (troubles.sharedVectors.has(other)) handle();
  };
  return {
    ...port,
    clock,
    allocate: (sizeBytes, alignment) => (troubles.outOfMemory ? undefined : port.allocate(sizeBytes, alignment)),
    connect: (vector, ring) => {
      port.connect(vector, () => deliver(vector));
      handlers.set(vector, ring);
    },
    disconnect: (vector) => {
      port.disconnect(vector);
      handlers.delete(vector);
    },
    leave: () => {
      port.leave();
      handlers.clear();
    },
  };
};
