import { deviceConformance } from '../deviceConformance.ts';
import { attachOverSocket } from './bothEnds.ts';

deviceConformance({ name: 'served over vfio-user', attach: attachOverSocket() });
