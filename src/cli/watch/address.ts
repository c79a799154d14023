import { BadValue } from '../errors.ts';

/** Where to listen. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

const loopback = '127.0.0.1';

/**
 * `9362`, `0.0.0.0:9362`, `[::]:9362`: the loopback where no host is named.
 *
 * @throws BadValue
 */
export const readAddress = (option: string, text: string): Address => {
  const [, six, four, port = ''] = /^(?:(?:\[([0-9a-fA-F:.]+)\]|([^\s:[\]]+)):)?(\d{1,5})$/.exec(text) ?? [];
  if (port !== '' && Number(port) <= 65_535) return { host: six ?? four ?? loopback, port: Number(port) };
  throw new BadValue(option, text, 'a port, or an address and a port: 9362, 0.0.0.0:9362, [::]:9362');
};
