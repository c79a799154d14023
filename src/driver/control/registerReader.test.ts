import { expect, test, vi } from 'vitest';
import { VirtualClock } from '../../bus/clock.ts';
import { InProcessBus } from '../../bus/inProcess.ts';
import { registerAnswer } from '../../spec/wire/registerAnswer.ts';
import { Speech } from '../log.ts';
import { MockDevice } from '../testing/mockDevice.ts';
import { mockDefaults } from '../testing/mockOptions.ts';
import { release2170 } from '../voices/chosen.ts';
import { RegisterReader } from './registerReader.ts';

test.each([
  { where: 'in another thread, looks for its answer in order', concurrent: true },
  { where: 'in this thread, by plain loads', concurrent: false },
])('with the device $where', ({ concurrent }) => {
  const { driver } = new InProcessBus((port) => new MockDevice(port, mockDefaults), { clock: new VirtualClock() });
  const reader = new RegisterReader({ ...driver, concurrent }, new Speech(release2170, () => {}, 'slot'), 100);
  expect(reader.open()).toBe(true);
  const load = vi.spyOn(Atomics, 'load');
  const { done, value } = reader.read('version').next();
  const places = load.mock.calls.map(([, index]) => index % (registerAnswer.sizeBytes / 4));
  load.mockRestore();
  expect([done, typeof value]).toEqual([true, 'number']);
  expect(places).toEqual(concurrent ? [registerAnswer.fields.requestId.word] : []);
});
