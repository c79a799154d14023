import { expect, test } from 'vitest';
import { Courier, type Delivered } from './courier.ts';
import { hastyWorld } from './fakeReceiver.ts';

const courierTo = (send: (batch: readonly number[]) => Promise<Delivered>) => {
  const world = hastyWorld();
  const told: string[] = [];
  const options = {
    to: 'The collector',
    mostPerBatch: 3,
    gatherMs: 100,
    world,
    tell: (text: string) => told.push(text),
  };
  return { courier: new Courier<number>({ ...options, send }), world, told };
};

const taken: Delivered = { as: 'taken' };

test('delivers in order, in batches', async () => {
  const batches: (readonly number[])[] = [];
  const { courier } = courierTo(async (batch) => {
    batches.push(batch);
    return taken;
  });
  for (let i = 1; i <= 7; i++) courier.push(i);
  await courier.idle();
  expect(batches).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
});

test('tries again with growing pauses, and tells once of the trouble and once of its end', async () => {
  let attempts = 0;
  const { courier, world, told } = courierTo(async () => {
    attempts += 1;
    if (attempts === 1) throw new Error('ECONNREFUSED');
    return attempts < 5 ? { as: 'later', why: 'it answers 503' } : taken;
  });
  courier.push(1);
  await courier.idle();
  expect(world.pausesMs).toEqual([100, 1000, 2000, 4000, 8000]);
  expect(told).toEqual([
    'The collector does not take what it is sent: ECONNREFUSED.',
    'The collector takes what it is sent again.',
  ]);
  expect(courier.lost).toBe(0);
});

test('waits as long as the receiver asks for, within reason', async () => {
  const asked = [30_000, 86_400_000];
  const { courier, world } = courierTo(async () => {
    const afterMs = asked.shift();
    return afterMs === undefined ? taken : { as: 'later', why: 'it answers 429', afterMs };
  });
  courier.push(1);
  await courier.idle();
  expect(world.pausesMs).toEqual([100, 30_000, 60_000]);
});

test('gives up what is refused, and goes on with the next', async () => {
  const sent: number[] = [];
  const { courier } = courierTo(async ([first]) => {
    sent.push(first!);
    return first === 1 ? { as: 'refused', why: 'it answers 400' } : taken;
  });
  for (let i = 1; i <= 4; i++) courier.push(i);
  await courier.idle();
  expect(sent).toEqual([1, 4]);
  expect(courier.lost).toBe(3);
});

test('gives up after an outage that is too long, and still has an end', async () => {
  const { courier, world } = courierTo(async () => ({ as: 'later', why: 'it answers 503' }));
  courier.push(1);
  await courier.idle();
  expect(courier.lost).toBe(1);
  expect(world.pausesMs.reduce((sum, ms) => sum + ms)).toBeGreaterThan(15 * 60_000);
});

test('holds no more than it may: the oldest give way', async () => {
  const open = Promise.withResolvers<void>();
  const sent: number[] = [];
  const { courier } = courierTo(async (batch) => {
    await open.promise;
    sent.push(...batch);
    return taken;
  });
  for (let i = 0; i < 5000; i++) courier.push(i);
  open.resolve();
  await courier.idle();
  expect(sent.length).toBe(2048);
  expect(sent.at(-1)).toBe(4999);
  expect(courier.lost).toBe(5000 - 2048);
});

test('tries once more at the end, and waits for nothing', async () => {
  let attempts = 0;
  const { courier } = courierTo(async () => {
    attempts += 1;
    return { as: 'later', why: 'it answers 503' };
  });
  courier.push(1);
  await courier.close();
  expect(attempts).toBe(1);
  courier.push(2);
  await courier.idle();
  expect(attempts).toBe(1);
});
