/** A setting of an ini file, with where it stands. */
export interface IniRow {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  readonly line: number;
  readonly text: string;
}

/** Rows of `key=value` under `[section]` heads, as systemd and NetworkManager write them; names in lower case. */
export const readIni = (lines: readonly string[]): readonly IniRow[] => {
  let section = '';
  return lines.flatMap((text, index) => {
    const line = text.trim();
    if (/^\[[^\]]{1,80}\]$/.test(line)) section = line.slice(1, -1).toLowerCase();
    const equals = line.indexOf('=');
    if (equals < 1 || /^[#;[]/.test(line)) return [];
    const [key, value] = [line.slice(0, equals).trim().toLowerCase(), line.slice(equals + 1).trim()];
    return [{ section, key, value, line: index + 1, text }];
  });
};

/** The last setting of a key, which is the one that counts. */
export const settingOf = (rows: readonly IniRow[], section: string, key: string): IniRow | undefined =>
  rows.findLast((row) => row.section === section && row.key === key && row.value !== '');
