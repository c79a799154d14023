import { type Field, type Layout, take } from '../../spec/wire/field.ts';
import { type RegisterName, Registers, registerAt } from '../../spec/wire/registers.ts';

const hex = (value: number, digits: number): string => `0x${(value >>> 0).toString(16).padStart(digits, '0')}`;

/** A register as drivers call it; where there is none, its offset. */
export const registerText = (name: RegisterName | undefined, offset: number): string =>
  name === undefined ? `${hex(offset, 4)} (no register)` : Registers[name].driverName;

const isWhole = ([, { mask }]: readonly [string, Field]): boolean => mask === -1;

/**
 * A register's value, and what it says: fields that are 0 say nothing, and a register of one field says it by its value.
 * A request for another register names it.
 */
export const valueText = (name: RegisterName | undefined, value: number): string => {
  const number = hex(value, 8);
  if (name === undefined) return number;
  if (name === 'registerRead') {
    const { fields } = Registers.registerRead;
    const offset = take(value, fields.offset);
    return `${number} (${registerText(registerAt(offset), offset)}, request ${take(value, fields.requestId)})`;
  }
  const fields = (Object.entries(Registers[name].fields as Layout) as [string, Field][]).filter(
    (entry) => !isWhole(entry),
  );
  const words = fields.flatMap(([field, place]) => {
    const part = take(value, place);
    if (part === 0) return [];
    return place.mask === 1 ? [field] : [`${field} ${part}`];
  });
  return words.length === 0 ? number : `${number} (${words.join(', ')})`;
};
