import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

describe('top', () => {
  it.each([
    [
      '%Cpu(s):  1.2 us,  0.5 sy,  0.0 ni, 93.0 id,  0.2 wa,  0.0 hi,  0.1 si,  5.0 st',
      { steal: 5, softirq: 0.1, idle: 93 },
    ],
    [
      '%Cpu(s):  1,2 us,  0,5 sy,  0,0 ni, 93,0 id,  0,2 wa,  0,0 hi,  0,1 si,  5,0 st',
      { steal: 5, softirq: 0.1, idle: 93 },
    ],
    [
      'Cpu(s):  1.2%us,  0.5%sy,  0.0%ni, 98.0%id,  0.2%wa,  0.0%hi,  0.1%si,  0.0%st',
      { steal: 0, softirq: 0.1, idle: 98 },
    ],
    ['%Cpu3  :  1.2 us,  0.5 sy,  0.0 ni, 90.0 id,  0.2 wa,  0.0 hi,  8.1 si,  0.0 st', { cpu: 3, softirq: 8.1 }],
  ])('reads %j', (text, seen) => {
    expect(readSections(text)).toMatchObject([{ kind: 'cpu', span: 'interval', ...seen }]);
  });
});
