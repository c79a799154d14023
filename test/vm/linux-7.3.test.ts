import { describeDriver } from './driverSuite.ts';

describeDriver('7.3');
