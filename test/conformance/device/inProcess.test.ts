import { deviceConformance } from './deviceConformance.ts';
import { attachInProcess } from './inProcessRig.ts';

deviceConformance({ name: 'in one process', attach: attachInProcess });
