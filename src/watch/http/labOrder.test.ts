import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LabDesk, LabOrder } from './lab.ts';
import { obey, readOrder } from './labOrder.ts';

const view = { atMs: 0, voice: '2016', speed: 1, isUp: true, laid: [], registers: [], rings: [], trace: [] };

const desk = (answer?: string) => {
  const orders: LabOrder[] = [];
  const lab: LabDesk = {
    faults: [],
    view: () => view,
    obey: (order) => {
      orders.push(order);
      return answer;
    },
  };
  return { lab, orders };
};

describe('an order to the lab', () => {
  test.each<LabOrder>([
    { order: 'lay', fault: 'x' },
    { order: 'lift', fault: 'x' },
    { order: 'speed', speed: 10 },
    { order: 'restart' },
  ])('%o is read', (order) => expect(readOrder(JSON.stringify(order))).toEqual(order));

  test.each(['', '{', 'null', '7', '[]', '{"order":"lay"}', '{"order":"speed","speed":1e9}', '{"order":"stop"}'])(
    '%s is none',
    (text) => expect(readOrder(text)).toBeUndefined(),
  );

  test('is never thrown at by what it says', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readOrder(text)));
  });

  test('that is none changes nothing', () => {
    const { lab, orders } = desk();
    expect(obey(lab, 'nonsense').status).toBe(400);
    expect(orders).toEqual([]);
  });

  test('that cannot be done is answered with the reason', () => {
    expect(obey(desk('There is no such fault.').lab, '{"order":"lay","fault":"x"}')).toMatchObject({
      status: 409,
      body: 'There is no such fault.\n',
    });
  });
});
