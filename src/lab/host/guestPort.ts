import type { Clock } from '../../bus/clock.ts';
import type { DriverPort } from '../../bus/port.ts';
import type { GuestTroubles } from './guestTroubles.ts';

/** The driver's end of a bus as a guest with troubles has it. */
export const guestPort = (port: DriverPort, clock: Clock, troubles: GuestTroubles): DriverPort => ({
  ...port,
  clock,
  allocate: (sizeBytes, alignment) => (troubles.outOfMemory ? undefined : port.allocate(sizeBytes, alignment)),
  connect: (vector, ring) =>
    port.connect(vector, () => {
      if (!troubles.lostVectors.has(vector)) ring();
    }),
});
