import fc from 'fast-check';
import { expect, it } from 'vitest';
import { branchIf, i32, i64, loop, returns, v128, wasmFunction, wasmModule } from './wasm.ts';

const run = (...functions: ReturnType<typeof wasmFunction>[]): ((...parameters: number[]) => number) => {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasmModule({ f: functions[0]! }, 1)));
  return exports.f as (...parameters: number[]) => number;
};

it('encodes any constant', () =>
  fc.assert(
    fc.property(fc.integer(), (constant) => {
      expect(run(wasmFunction([], () => [returns(i32.const(constant))]))()).toBe(constant);
    }),
  ));

it('computes with parameters, locals and loops', () => {
  const sumTo = wasmFunction(['n'], ({ n }, locals) => {
    const { sum } = locals('i32', 'sum');
    return [
      loop('again', (again) => [
        sum.set(i32.add(sum.get, n.get)),
        n.set(i32.sub(n.get, i32.const(1))),
        branchIf(again, n.get),
      ]),
      returns(sum.get),
    ];
  });
  expect(run(sumTo)(100)).toBe(5050);
});

it('slides two vectors and counts in 64 bits', () => {
  const low = wasmFunction([], () => [
    returns(i64.toI32(i64.popcnt(i64.fromU32(v128.i8x16bitmask(v128.slide(v128.splat(0xff), v128.splat(0), 5)))))),
  ]);
  expect(run(low)()).toBe(11);
});

it('refuses a branch out of its block', () => {
  expect(() => wasmFunction([], () => [branchIf({ name: 'elsewhere' }, i32.const(1)), returns(i32.const(0))])).toThrow(
    'the branch to "elsewhere" stands outside of it',
  );
});
