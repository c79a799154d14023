import type { RootTree } from './rootTree.ts';

/** The variable's GUID is EFI_GLOBAL_VARIABLE of the UEFI specification; its value follows four bytes of attributes. */
const variable = '/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c';

/** Whether a live machine's firmware enforces signatures; undefined where it cannot be seen. */
export const readSecureBoot = (tree: RootTree): boolean | undefined => {
  const value = tree.bytes(variable, 16);
  if (value?.length === 5) return value[4] === 1;
  return tree.isFolder('/sys/firmware') && !tree.isFolder('/sys/firmware/efi') ? false : undefined;
};
