import type { Host } from '../live/host.ts';

/** What a host was seen to say in texts, by the path or command line that said it; of several readings the first. */
export interface Witness {
  readonly host: Host;
  readonly heard: ReadonlyMap<string, Uint8Array>;
}

/** A host that remembers its texts. */
export const witness = (host: Host): Witness => {
  const heard = new Map<string, Uint8Array>();
  const keep = (name: string, bytes: Uint8Array): void => {
    if (!heard.has(name)) heard.set(name, bytes);
  };
  return {
    heard,
    host: {
      ...host,
      readFile: async (path, mostBytes) => {
        const bytes = await host.readFile(path, mostBytes);
        keep(path, bytes);
        return bytes;
      },
      openRecords: (path) => {
        const device = host.openRecords(path);
        const records: Uint8Array[] = [];
        return {
          read: (mostBytes) => {
            const read = device.read(mostBytes);
            records.push(read);
            return read;
          },
          close: () => {
            keep(path, Buffer.concat(records));
            device.close();
          },
        };
      },
      run: async (program, args, bounds) => {
        const output = await host.run(program, args, bounds);
        keep([program, ...args].join(' '), output.stdout);
        return output;
      },
    },
  };
};
