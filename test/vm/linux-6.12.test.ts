import { describeDriver } from './driverSuite.ts';

describeDriver('6.12');
