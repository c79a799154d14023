import { describe } from 'vitest';
import { adminConformance } from './admin.ts';
import { eventConformance } from './events.ts';
import { faultConformance } from './faults.ts';
import { featureConformance } from './features.ts';
import { queueConformance } from './queues.ts';
import type { Attach } from './rig.ts';
import { setUpConformance } from './setUp.ts';

/** What every device must do for its driver, on whatever bus it hangs. */
export const deviceConformance = ({ name, attach }: { readonly name: string; readonly attach: Attach }): void => {
  describe(`a device ${name}`, () => {
    setUpConformance(attach);
    adminConformance(attach);
    featureConformance(attach);
    queueConformance(attach);
    eventConformance(attach);
    faultConformance(attach);
  });
};
