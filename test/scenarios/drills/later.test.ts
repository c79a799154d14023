import { voices } from '../../../src/lab/voices.ts';
import { testDrills } from './drilled.ts';

testDrills(voices.slice(4));
