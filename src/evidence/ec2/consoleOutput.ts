import type { Ask } from './calls.ts';
import { codeOf } from './ec2Error.ts';

/** EC2 keeps the last 64 KiB; base64 of a hostile endpoint's answer beyond that is cut. */
const mostBase64 = 128 * 1024;

/** The text of an answer of GetConsoleOutput, which is base64 of what the serial console printed. */
export const decodeConsole = (output: string): string =>
  Buffer.from(output.slice(0, mostBase64), 'base64').toString('utf8').replaceAll('\r', '');

/**
 * What the instance's console printed last: of this moment where the type can (Nitro), else as EC2 last kept it.
 * Undefined where nothing is kept.
 *
 * @throws Ec2Error
 */
export const readConsole = async (ask: Ask, id: string, nitro: boolean): Promise<string | undefined> => {
  const { Output } = await latest(ask, id, nitro);
  return Output ? decodeConsole(Output) : undefined;
};

const latest = async (ask: Ask, id: string, nitro: boolean) => {
  if (!nitro) return ask('GetConsoleOutput', { InstanceId: id });
  try {
    return await ask('GetConsoleOutput', { InstanceId: id, Latest: true });
  } catch (error) {
    if (codeOf(error) !== 'UnsupportedOperation') throw error;
    return ask('GetConsoleOutput', { InstanceId: id });
  }
};
