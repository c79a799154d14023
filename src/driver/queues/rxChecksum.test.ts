import { expect, test } from 'vitest';
import { l3Protocols, l4Protocols, RxDone } from '../../spec/wire/descriptors.ts';
import { put } from '../../spec/wire/field.ts';
import { ReceivedFrame } from './receivedFrame.ts';
import { judgeChecksum } from './rxChecksum.ts';

const tcp = put(RxDone.l3Protocol, l3Protocols.ipv4) | put(RxDone.l4Protocol, l4Protocols.tcp);
const checked = put(RxDone.l4ChecksumChecked, 1);
const wrong = put(RxDone.l4ChecksumError, 1);

const verdict = (status: number, isOffered: boolean, mustBeChecked: boolean) => {
  const frame = new ReceivedFrame();
  judgeChecksum(status, frame, { isOffered, mustBeChecked });
  return frame.checksum;
};

test('a sum that the device checked is good or bad', () => {
  expect(verdict(tcp | checked, true, true)).toBe('good');
  expect(verdict(tcp | checked | wrong, true, true)).toBe('bad');
});

test('without a word of the device, older versions take it for good', () => {
  expect(verdict(tcp, true, false)).toBe('good');
  expect(verdict(tcp, true, true)).toBe('unchecked');
});

test('a device that checks no sums is not believed, whatever the version', () => {
  expect(verdict(tcp, false, false)).toBe('none');
  expect(verdict(tcp | checked, false, true)).toBe('none');
});
