import type { LabDesk, LabOrder } from './lab.ts';
import { json, plain, type Reply } from './reply.ts';

/** How fast the lab may go; 0 lets it stand. */
export const speeds: readonly number[] = [0, 1, 10];

/** Reads an order; undefined where it is none. */
export const readOrder = (text: string): LabOrder | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { order, fault, speed } = value as Record<string, unknown>;
  if ((order === 'lay' || order === 'lift') && typeof fault === 'string') return { order, fault };
  if (order === 'speed' && typeof speed === 'number' && speeds.includes(speed)) return { order, speed };
  return order === 'restart' ? { order } : undefined;
};

/** Does what a click orders. */
export const obey = (lab: LabDesk, text: string): Reply => {
  const order = readOrder(text);
  if (order === undefined) return plain(400, 'That is no order.');
  const refusal = lab.obey(order);
  return refusal === undefined ? json(lab.view()) : plain(409, refusal);
};
