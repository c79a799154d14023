/** The variables GRUB keeps between boots (`grubenv`): `saved_entry`, `next_entry`, `kernelopts`. */
export const readGrubEnvironment = (lines: readonly string[]): ReadonlyMap<string, string> => {
  const variables = new Map<string, string>();
  for (const line of lines) {
    const [, name, value] = /^([A-Za-z_]\w{0,63})=(.{0,8192})$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) variables.set(name, value.replaceAll(/\\(.)/g, '$1'));
  }
  return variables;
};
