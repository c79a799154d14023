import { type AdapterStatus, type ControlRequest, controlPathOf } from '../../lab/served/control.ts';
import { askAdapter } from '../../lab/served/controlClient.ts';
import { resetReasons } from '../../spec/resetReasons.ts';
import { readDurationMs } from '../duration.ts';
import { AdapterRefused, AdapterUnreachable, MissingOperand, OptionConflict } from '../errors.ts';
import type { ExitCode } from '../exitCode.ts';
import { definitions } from '../paragraph.ts';
import { visible } from '../render/visible.ts';
import type { Shell } from '../shell.ts';

const reasonText = (reason: number): string =>
  `${reason} (${resetReasons.find(({ number }) => number === reason)?.name ?? 'unknown'})`;

const faultText = ({ name, endsInMs }: AdapterStatus['faults'][number]): string =>
  endsInMs === undefined ? name : `${name} for ${(endsInMs / 1000).toFixed(1)} s more`;

const trafficText = (traffic: AdapterStatus['traffic']): string =>
  Object.entries(traffic)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

const listed = (words: readonly string[]): string => (words.length === 0 ? 'none' : words.join(', '));

const statusText = (status: AdapterStatus): string =>
  definitions(
    [
      ['Adapter', `${status.mac} at ${status.socket}, up for ${status.upSeconds} s`],
      ['Machine', status.attached ? `attached, ${visible(status.guest ?? 'no driver yet')}` : 'none'],
      ['Link', `${status.linkUp ? 'up' : 'down'}, ${visible(status.network)}`],
      ['Queues', `${status.queues.tx} Tx, ${status.queues.rx} Rx`],
      ['Resets', listed(status.resets.map(reasonText))],
      ['Faults', listed(status.faults.map(faultText))],
      ['Traffic', trafficText(status.traffic) || 'none'],
    ],
    88,
  );

const ask = async (socket: string, request: ControlRequest): Promise<AdapterStatus> => {
  const answer = await askAdapter(controlPathOf(socket), request).catch((error: NodeJS.ErrnoException) => {
    throw new AdapterUnreachable(socket, error.code ?? error.message);
  });
  if (answer.ok) return answer.status;
  throw new AdapterRefused(answer.why);
};

const print = (status: AdapterStatus, json: boolean | undefined, shell: Shell): ExitCode => {
  shell.out.write(json ? `${JSON.stringify(status, undefined, 2)}\n` : statusText(status));
  return 0;
};

/** `ena lab status`. @throws AdapterUnreachable */
export const runStatus = async (
  values: { readonly json?: boolean },
  [socket = '']: readonly string[],
  shell: Shell,
): Promise<ExitCode> => print(await ask(socket, { ask: 'status' }), values.json, shell);

/** `ena lab inject`. @throws MissingOperand, OptionConflict, BadValue, AdapterUnreachable, AdapterRefused */
export const runInject = async (
  values: { readonly for?: string; readonly lift?: boolean; readonly json?: boolean },
  [socket = '', fault]: readonly string[],
  shell: Shell,
): Promise<ExitCode> => {
  const forMs = values.for === undefined ? undefined : readDurationMs('--for', values.for);
  if (values.lift) {
    if (forMs !== undefined) throw new OptionConflict('--lift', '--for', 'what is lifted lies no longer');
    return print(await ask(socket, { ask: 'lift', ...(fault !== undefined && { fault }) }), values.json, shell);
  }
  if (fault === undefined) throw new MissingOperand('lab inject', 'SOCKET FAULT');
  return print(await ask(socket, { ask: 'inject', fault, ...(forMs !== undefined && { forMs }) }), values.json, shell);
};
