/** One row of `Module.symvers`: checksum, symbol, where it is exported from. */
const row = /^0x([0-9a-f]{1,8})\t([^\t]{1,255})\t/;

/**
 * The symbols a kernel offers to modules, each with its checksum, as `Module.symvers` lists them.
 * Checksums are zero where the kernel was built without `modversions`.
 */
export const readSymbolVersions = (lines: readonly string[]): ReadonlyMap<string, number> => {
  const symbols = new Map<string, number>();
  for (const line of lines) {
    const [, checksum, name] = row.exec(line) ?? [];
    if (checksum !== undefined && name !== undefined) symbols.set(name, Number.parseInt(checksum, 16));
  }
  return symbols;
};
