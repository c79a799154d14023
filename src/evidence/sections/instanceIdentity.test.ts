import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

describe('the instance type', () => {
  it.each([
    ['instance-type: c5.large', 'c5.large'],
    ['  "instanceType" : "m6i.32xlarge",', 'm6i.32xlarge'],
    ['            "InstanceType": "c7i-flex.2xlarge",', 'c7i-flex.2xlarge'],
    ['[   74.385258] Hardware name: Amazon EC2 m7a.metal-48xl/, BIOS 1.0 10/16/2017', 'm7a.metal-48xl'],
    ['[    0.000000] DMI: Amazon EC2 t4g.nano/, BIOS 1.0 11/1/2018', 't4g.nano'],
    ['\tProduct Name: u-24tb1.metal', 'u-24tb1.metal'],
    ['$ curl -s http://169.254.169.254/latest/meta-data/instance-type\nr5.24xlarge', 'r5.24xlarge'],
  ])('reads %j', (text, instanceType) => {
    expect(readSections(text)).toMatchObject([{ kind: 'system', instanceType }]);
  });

  it.each(['c5.large', 'instance-type: unknown', 'we moved to c5.large last week'])('leaves %j alone', (text) => {
    expect(readSections(text)).toEqual([]);
  });
});
