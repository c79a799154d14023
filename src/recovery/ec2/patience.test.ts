import { describe, expect, it } from 'vitest';
import { Ec2Error } from '../../evidence/ec2/ec2Error.ts';
import { FakeClock } from '../testing/fakeWorld.ts';
import type { Ec2 } from './calls.ts';
import { errorKind } from './errorKind.ts';
import { ordinaryPatience, patient, surveyPatience } from './patience.ts';

const failing = (error: Ec2Error, times: number) => {
  let calls = 0;
  const ask: Ec2 = async () => {
    if (calls++ < times) throw error;
    return {} as never;
  };
  return { ask, calls: () => calls };
};

const throttled = new Ec2Error('RequestLimitExceeded', 'slow down', 503);
const lost = new Ec2Error('ECONNRESET', 'gone');
const stop = { InstanceIds: ['i-1'] };

describe('patience', () => {
  it('repeats what was throttled, whatever it is, with growing pauses', async () => {
    const clock = new FakeClock();
    const { ask, calls } = failing(throttled, 3);
    const begunMs = clock.nowMs();
    await patient(ask, clock)('StopInstances', stop);
    expect(calls()).toBe(4);
    expect(clock.nowMs() - begunMs).toBe((500 + 1000 + 2000) * 0.75);
  });

  it('repeats a look whose answer was lost', async () => {
    const { ask, calls } = failing(lost, 1);
    await patient(ask, new FakeClock())('DescribeInstances', {});
    expect(calls()).toBe(2);
  });

  it('never repeats a change whose answer was lost', async () => {
    const { ask, calls } = failing(lost, 1);
    await expect(patient(ask, new FakeClock())('StopInstances', stop)).rejects.toBe(lost);
    expect(calls()).toBe(1);
  });

  it('has an end', async () => {
    const { ask, calls } = failing(throttled, Number.POSITIVE_INFINITY);
    await expect(patient(ask, new FakeClock())('DescribeInstances', {})).rejects.toBe(throttled);
    expect(calls()).toBe(ordinaryPatience.attempts);
  });

  it('soon gives up an endpoint that does not answer, however busy an account it would wait for', async () => {
    const { ask, calls } = failing(lost, Number.POSITIVE_INFINITY);
    await expect(patient(ask, new FakeClock(), surveyPatience)('DescribeInstances', {})).rejects.toBe(lost);
    expect(calls()).toBe(3);
  });

  it('asks of a whole account no more than five times a second', async () => {
    const clock = new FakeClock();
    const ask = patient(failing(lost, 0).ask, clock, surveyPatience);
    const begunMs = clock.nowMs();
    for (let n = 0; n < 11; n++) await ask('DescribeInstances', {});
    expect(clock.nowMs() - begunMs).toBe(2000);
  });
});

it.each([
  ['RequestLimitExceeded', 503, 'throttled'],
  ['IncorrectInstanceState', 400, 'not-yet'],
  ['InsufficientInstanceCapacity', 500, 'refused'],
  ['InternalError', 500, 'uncertain'],
  ['ECONNRESET', undefined, 'uncertain'],
  ['CredentialsProviderError', undefined, 'refused'],
  ['UnauthorizedOperation', 403, 'refused'],
] as const)('%s (%s) means %s', (code, status, kind) => {
  expect(errorKind(new Ec2Error(code, '', status))).toBe(kind);
});
