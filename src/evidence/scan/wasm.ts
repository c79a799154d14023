/**
 * A small WebAssembly assembler: expressions are TypeScript values, so that operand types are checked by the compiler
 * and a kernel reads like a formula. It knows only what the scanner needs.
 *
 * Why not a `.wasm` file: a binary cannot be reviewed, and building it would need a toolchain. Opcodes are those of the
 * WebAssembly core specification 2.0 (with fixed-width SIMD) and, for one instruction, of relaxed SIMD.
 */

/** Bytes, except that branches still name their label: its depth is known only once the code around it is. */
type Code = number | readonly Code[] | Block | Branch;
interface Block {
  readonly open: number;
  readonly label: Label;
  readonly body: Code;
}
interface Branch {
  readonly branch: number;
  readonly to: Label;
}

export type ValueType = 'i32' | 'i64' | 'v128';
/** An expression that leaves one value of type `T`. */
export interface Value<T extends ValueType> {
  readonly type: T;
  readonly code: Code;
}
export type I32 = Value<'i32'>;
export type I64 = Value<'i64'>;
export type V128 = Value<'v128'>;
/** Code that leaves nothing. */
export interface Statement {
  readonly type: 'nothing';
  readonly code: Code;
}
export interface Label {
  readonly name: string;
}
export interface Local<T extends ValueType> {
  readonly get: Value<T>;
  set(value: Value<T>): Statement;
}

const value = <T extends ValueType>(type: T, ...code: Code[]): Value<T> => ({ type, code });
const statement = (...code: Code[]): Statement => ({ type: 'nothing', code });

/** LEB128, unsigned: sizes, indices and offsets. */
const unsigned = (n: number): number[] => (n < 0x80 ? [n] : [(n & 0x7f) | 0x80, ...unsigned(n >>> 7)]);
/** LEB128, signed: constants. */
const signed = (n: number): number[] => (n >= -0x40 && n < 0x40 ? [n & 0x7f] : [(n & 0x7f) | 0x80, ...signed(n >> 7)]);

const simd = (opcode: number): Code => [0xfd, unsigned(opcode)];
/** An instruction of one operand of type `T` that gives a `Result`; and one of two. */
const unary =
  <T extends ValueType, Result extends ValueType>(_: T, result: Result, opcode: Code) =>
  (operand: Value<T>): Value<Result> =>
    value(result, operand.code, opcode);
const binary =
  <T extends ValueType, Result extends ValueType>(_: T, result: Result, opcode: Code) =>
  (left: Value<T>, right: Value<T>): Value<Result> =>
    value(result, left.code, right.code, opcode);
/** Alignment is only a hint to the engine: none is promised. */
const at = (offset: number): Code => [0, unsigned(offset)];

export const i32 = {
  const: (n: number): I32 => value('i32', 0x41, signed(n)),
  /** `offset` bytes behind the address. */
  load: (address: I32, offset = 0): I32 => value('i32', address.code, 0x28, at(offset)),
  load8u: (address: I32, offset = 0): I32 => value('i32', address.code, 0x2d, at(offset)),
  store: (address: I32, word: I32, offset = 0): Statement => statement(address.code, word.code, 0x36, at(offset)),
  eqz: unary('i32', 'i32', 0x45),
  eq: binary('i32', 'i32', 0x46),
  ne: binary('i32', 'i32', 0x47),
  ltU: binary('i32', 'i32', 0x49),
  gtU: binary('i32', 'i32', 0x4b),
  leU: binary('i32', 'i32', 0x4d),
  geU: binary('i32', 'i32', 0x4f),
  clz: unary('i32', 'i32', 0x67),
  ctz: unary('i32', 'i32', 0x68),
  popcnt: unary('i32', 'i32', 0x69),
  add: binary('i32', 'i32', 0x6a),
  sub: binary('i32', 'i32', 0x6b),
  and: binary('i32', 'i32', 0x71),
  shl: binary('i32', 'i32', 0x74),
  /** Both are computed; no branch. */
  select: (condition: I32, then: I32, otherwise: I32): I32 =>
    value('i32', then.code, otherwise.code, condition.code, 0x1b),
};

export const i64 = {
  const: (n: number): I64 => value('i64', 0x42, signed(n)),
  fromU32: unary('i32', 'i64', 0xad),
  toI32: unary('i64', 'i32', 0xa7),
  eqz: unary('i64', 'i32', 0x50),
  ctz: unary('i64', 'i64', 0x7a),
  popcnt: unary('i64', 'i64', 0x7b),
  sub: binary('i64', 'i64', 0x7d),
  and: binary('i64', 'i64', 0x83),
  or: binary('i64', 'i64', 0x84),
  shl: binary('i64', 'i64', 0x86),
};

export const v128 = {
  load: (address: I32, offset = 0): V128 => value('v128', address.code, simd(0x00), at(offset)),
  store: (address: I32, bytes: V128, offset = 0): Statement =>
    statement(address.code, bytes.code, simd(0x0b), at(offset)),
  /** The same byte sixteen times. */
  splat: (byte: number): V128 => value('v128', simd(0x0c), Array<number>(16).fill(byte)),
  /** Bytes `from` to `from + 15` of the 32 bytes `low`, `high`. */
  slide: (low: V128, high: V128, from: number): V128 =>
    value(
      'v128',
      low.code,
      high.code,
      simd(0x0d),
      Array.from({ length: 16 }, (_, lane) => lane + from),
    ),
  /** `table[index]` for each lane; zero where the index is above 15. */
  swizzle: binary('v128', 'v128', simd(0x0e)),
  /** As `swizzle`, faster on x86; what it gives for an index above 15 differs from machine to machine. */
  relaxedSwizzle: binary('v128', 'v128', simd(0x100)),
  i8x16eq: binary('v128', 'v128', simd(0x23)),
  i8x16ne: binary('v128', 'v128', simd(0x24)),
  and: binary('v128', 'v128', simd(0x4e)),
  or: binary('v128', 'v128', simd(0x50)),
  anyTrue: unary('v128', 'i32', simd(0x53)),
  /** The highest bit of each of the sixteen lanes. */
  i8x16bitmask: unary('v128', 'i32', simd(0x64)),
  i8x16add: binary('v128', 'v128', simd(0x6e)),
  i8x16sub: binary('v128', 'v128', simd(0x71)),
  /** Pairs of u8 lanes, added, to eight u16 lanes. */
  pairSums8: unary('v128', 'v128', simd(0x7d)),
  /** Pairs of u16 lanes, added, to four u32 lanes. */
  pairSums16: unary('v128', 'v128', simd(0x7f)),
  i16x8shrU: (operand: V128, bits: number): V128 => value('v128', operand.code, i32.const(bits).code, simd(0x8d)),
  i32x4lane: (operand: V128, lane: number): I32 => value('i32', operand.code, simd(0x1b), lane),
};

const codes = (body: readonly Statement[]): Code => body.map(({ code }) => code);
const nest = (open: number, name: string, body: (label: Label) => readonly Statement[]): Block => {
  const label = { name };
  return { open, label, body: codes(body(label)) };
};

/** Branching to the label of a `block` leaves it; to that of a `loop`, begins it again. */
export const block = (name: string, body: (end: Label) => readonly Statement[]): Statement =>
  statement(nest(0x02, name, body));
export const loop = (name: string, body: (again: Label) => readonly Statement[]): Statement =>
  statement(nest(0x03, name, body));
export const when = (condition: I32, body: readonly Statement[]): Statement =>
  statement(
    condition.code,
    nest(0x04, 'when', () => body),
  );
export const branch = (to: Label): Statement => statement({ branch: 0x0c, to });
export const branchIf = (to: Label, condition: I32): Statement => statement(condition.code, { branch: 0x0d, to });
export const returns = (result: I32): Statement => statement(result.code, 0x0f);
export const copyBytes = (to: I32, from: I32, sizeBytes: I32): Statement =>
  statement(to.code, from.code, sizeBytes.code, 0xfc, 0x0a, 0, 0);

const resolve = (code: Code, around: readonly Label[], bytes: number[]): void => {
  if (typeof code === 'number') bytes.push(code);
  else if ('open' in code) {
    bytes.push(code.open, 0x40);
    resolve(code.body, [code.label, ...around], bytes);
    bytes.push(0x0b);
  } else if ('branch' in code) {
    const depth = around.indexOf(code.to);
    if (depth < 0) throw new RangeError(`the branch to "${code.to.name}" stands outside of it`);
    bytes.push(code.branch, ...unsigned(depth));
  } else for (const part of code) resolve(part, around, bytes);
};

const typeBytes: Record<ValueType, number> = { i32: 0x7f, i64: 0x7e, v128: 0x7b };

/** A function of i32 parameters that returns an i32. */
export interface WasmFunction {
  readonly parameters: number;
  readonly bytes: readonly number[];
}

/** Hands out a function's locals: as many as names. */
export type Locals = <T extends ValueType, Names extends string>(type: T, ...names: Names[]) => Record<Names, Local<T>>;

/** The last statement of the body must return. */
export const wasmFunction = <Names extends string>(
  names: readonly Names[],
  body: (parameters: Record<Names, Local<'i32'>>, locals: Locals) => readonly Statement[],
): WasmFunction => {
  const types: ValueType[] = [];
  const handle = <T extends ValueType>(type: T, index: number): Local<T> => ({
    get: { type, code: [0x20, unsigned(index)] },
    set: ({ code }) => statement(code, 0x21, unsigned(index)),
  });
  const locals: Locals = (type, ...wanted) => {
    const handles = wanted.map((name) => [name, handle(type, names.length + types.push(type) - 1)]);
    return Object.fromEntries(handles);
  };
  const parameters = Object.fromEntries(names.map((name, index) => [name, handle('i32', index)]));
  const statements = body(parameters as Record<Names, Local<'i32'>>, locals);
  const bytes: number[] = [...unsigned(types.length), ...types.flatMap((type) => [1, typeBytes[type]])];
  resolve(codes(statements), [], bytes);
  // `unreachable` tells the validator that the end is never fallen off.
  bytes.push(0x00, 0x0b);
  return { parameters: names.length, bytes };
};

const sized = (bytes: readonly number[]): number[] => [...unsigned(bytes.length), ...bytes];
const listed = (items: readonly (readonly number[])[]): number[] => [...unsigned(items.length), ...items.flat()];
const named = (name: string): number[] => sized([...Buffer.from(name)]);
const section = (id: number, items: readonly (readonly number[])[]): number[] => [id, ...sized(listed(items))];

/** The module that exports its functions and its memory, called `memory`. Functions call none but themselves. */
export const wasmModule = (
  functions: Readonly<Record<string, WasmFunction>>,
  memoryPages: number,
): Uint8Array<ArrayBuffer> => {
  const all = Object.entries(functions);
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(
      1,
      all.map(([, { parameters }]) => [
        0x60,
        ...listed(Array<number[]>(parameters).fill([typeBytes.i32])),
        1,
        typeBytes.i32,
      ]),
    ),
    ...section(
      3,
      all.map((_, index) => unsigned(index)),
    ),
    ...section(5, [[0, ...unsigned(memoryPages)]]),
    ...section(7, [...all.map(([name], index) => [...named(name), 0, ...unsigned(index)]), [...named('memory'), 2, 0]]),
    ...section(
      10,
      all.map(([, { bytes }]) => sized(bytes)),
    ),
  ]);
};
