import type { Verb } from '../command.ts';
import { device } from './device.ts';
import { drill } from './drill.ts';
import { ec2 } from './ec2.ts';
import { faults } from './faults.ts';
import { inject } from './inject.ts';
import { status } from './status.ts';
import { vm } from './vm.ts';

/** The verbs of the lab, in the order help lists them. Each imports what it runs only when it runs. */
export const labVerbs: readonly Verb[] = [faults, drill, device, inject, status, vm, ec2];
