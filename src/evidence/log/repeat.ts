const lastRepeated =
  /(?:^|\s)-{0,3} ?last (?:message (?:buffered |repeated )(\d{1,9}) times?|(\d{1,9}) (?:messages? )?repeat(?:ed|s))(?![a-z])/;

/** How often a logger says that the line before came again; `undefined` for any other line. */
export const repeatsOfLast = (message: string): number | undefined => {
  const found = lastRepeated.exec(message);
  return found ? Number(found[1] ?? found[2]) : undefined;
};
