import { readFileSync } from 'node:fs';
import { realWorld } from '../../watch/export/delivery/realWorld.ts';
import { exportWebhook } from '../../watch/export/webhook/webhook.ts';
import { MissingValue } from '../errors.ts';
import { readHttpUrl } from '../httpUrl.ts';
import { version } from '../version.ts';
import type { OpenOutlet } from './outlet.ts';
import { tellTo } from './tellTo.ts';
import { SecretUnreadable } from './watchErrors.ts';

const secretIn = (path: string): string => {
  let secret: string;
  try {
    secret = readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new SecretUnreadable(path, (error as NodeJS.ErrnoException).code ?? String(error));
  }
  if (secret === '') throw new SecretUnreadable(path, 'it is empty');
  return secret;
};

/** `--webhook URL`. @throws BadValue, MissingValue, SecretUnreadable */
export const postWebhook: OpenOutlet = async (feed, values, shell) => {
  const path = values['webhook-secret'];
  if (values.webhook === undefined) {
    if (path !== undefined) throw new MissingValue('watch', '--webhook', 'URL');
    return undefined;
  }
  const secret = path === undefined ? shell.env.ENA_WEBHOOK_SECRET : secretIn(path);
  return exportWebhook(feed, {
    url: readHttpUrl('--webhook', values.webhook),
    ...(secret && { secret }),
    version,
    now: Date.now,
    tell: tellTo(shell),
    world: realWorld,
  });
};
