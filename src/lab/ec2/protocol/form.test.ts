import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Ec2Error } from './ec2Error.ts';
import { type Field, readForm } from './form.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readForm(bytes(text));

const depthOf = ({ fields }: Field): number => 1 + Math.max(0, ...[...fields.values()].map(depthOf));

const readOrRefuse = (body: Uint8Array): Field | Ec2Error => {
  try {
    return readForm(body);
  } catch (error) {
    if (error instanceof Ec2Error) return error;
    throw error;
  }
};

describe('a form', () => {
  test('is a tree of its dotted names', () => {
    const form = read('Action=DescribeInstances&Filter.1.Name=tag%3AName&Filter.1.Value.2=a+b');
    expect(form.fields.get('Action')?.value).toBe('DescribeInstances');
    const filter = form.fields.get('Filter')?.fields.get('1');
    expect(filter?.fields.get('Name')?.value).toBe('tag:Name');
    expect(filter?.fields.get('Value')?.fields.get('2')?.value).toBe('a b');
  });

  test.each([
    ['bad percent', 'a=%zz'],
    ['percent that is no UTF-8', 'a=%ff'],
    ['a name too deep', `${'a.'.repeat(11)}=1`],
    ['ten thousand parameters', 'a&'.repeat(10_000)],
    ['nothing before the equals sign', '=1'],
    ['a parameter twice', 'a=1&a=2'],
  ])('is refused for %s', (_, body) => {
    expect(() => read(body)).toThrow(Ec2Error);
  });

  test('is refused for bytes that are no text', () => {
    expect(() => readForm(new Uint8Array([0x61, 0x3d, 0xff]))).toThrow(Ec2Error);
  });

  test('makes no room for what a large index leaves out', () => {
    expect(read('Filter.999999999.Name=x').fields.get('Filter')?.fields.size).toBe(1);
  });

  test('cannot reach what objects inherit', () => {
    const form = read('__proto__.polluted=1&constructor.prototype.polluted=1');
    expect(form.fields.get('__proto__')?.fields.get('polluted')?.value).toBe('1');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('is read or refused, whatever it is, and never deep', () => {
    const piece = fc.oneof(fc.constantFrom('.', '&', '=', '%', '+', '%00', '1', 'Filter', '\u0000', 'é'), fc.string());
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.array(piece).map((pieces) => bytes(pieces.join(''))),
        ),
        (body) => {
          const form = readOrRefuse(body);
          expect(form instanceof Ec2Error || depthOf(form) <= 11).toBe(true);
        },
      ),
    );
  });

  test('gives back every value that was written into it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[A-Za-z0-9]{1,9}$/), fc.string({ unit: 'grapheme' })), (values) => {
        const form = read(new URLSearchParams(values).toString());
        for (const [name, value] of Object.entries(values)) expect(form.fields.get(name)?.value).toBe(value);
      }),
    );
  });
});
