/** The part of WebAssembly's API that the kernel uses: TypeScript has it only among the browser's types, Node's types lack it. */
declare namespace WebAssembly {
  const validate: (bytes: Uint8Array<ArrayBuffer>) => boolean;
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>);
  }
  class Memory {
    readonly buffer: ArrayBuffer;
  }
  class Instance {
    constructor(module: Module);
    readonly exports: Readonly<Record<string, unknown>>;
  }
}
