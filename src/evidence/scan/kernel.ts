import { layout, needleRecordBytes, searchFunction } from './searchFunction.ts';
import { lookupTables, type SearchPlan } from './searchPlan.ts';
import { v128, wasmModule } from './wasm.ts';

/** The kernel's code; relaxed SIMD saves a quarter of the loop on x86 where the engine knows it (Node 22 and later). */
const compileKernel = (memoryPages: number): WebAssembly.Module => {
  const relaxed = wasmModule({ search: searchFunction(v128.relaxedSwizzle) }, memoryPages);
  return new WebAssembly.Module(
    WebAssembly.validate(relaxed) ? relaxed : wasmModule({ search: searchFunction(v128.swizzle) }, memoryPages),
  );
};

export interface Kernel {
  readonly memory: Uint8Array;
  /** The first byte of memory that the kernel does not use itself. */
  readonly freeFrom: number;
  /** See `searchFunction`; the records and copies end where `recordsEnd` and `copiesEnd` say. */
  search(at: number, end: number, records: number, copies: number): number;
  recordsEnd(): number;
  copiesEnd(): number;
}

/** A kernel with the plan's needles in its memory and `extraBytes` of memory free behind them. */
export const openKernel = (plan: SearchPlan, extraBytes: number): Kernel => {
  const needles = plan.flat();
  const needleTexts = layout.needles + needles.length * needleRecordBytes;
  const freeFrom = needleTexts + needles.reduce((sum, { needle }) => sum + needle.length, 0);
  const { exports } = new WebAssembly.Instance(compileKernel(Math.ceil((freeFrom + extraBytes) / 65536)));
  const memory = new Uint8Array((exports.memory as WebAssembly.Memory).buffer);
  const words = new DataView(memory.buffer);

  memory.set(lookupTables(plan), layout.tables);
  let record = layout.needles;
  let textAt = needleTexts;
  for (const [bucket, fingerprints] of plan.entries()) {
    words.setUint32(layout.buckets + 4 * bucket, record, true);
    for (const { needle, offset, bytes } of fingerprints) {
      memory.set(bytes, record);
      words.setUint32(record + 4, offset, true);
      words.setUint32(record + 8, textAt, true);
      words.setUint32(record + 12, needle.length, true);
      memory.set(needle, textAt);
      record += needleRecordBytes;
      textAt += needle.length;
    }
  }
  words.setUint32(layout.buckets + 4 * plan.length, record, true);

  return {
    memory,
    freeFrom,
    search: exports.search as Kernel['search'],
    recordsEnd: () => words.getUint32(layout.results, true),
    copiesEnd: () => words.getUint32(layout.results + 4, true),
  };
};
