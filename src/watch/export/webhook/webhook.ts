import type { Feed } from '../../feed.ts';
import type { Told } from '../../happening.ts';
import { Courier, type CourierWorld } from '../delivery/courier.ts';
import { deliver } from '../delivery/deliver.ts';
import { shownUrl } from '../delivery/shownUrl.ts';
import type { RunningExport } from '../exportEnd.ts';
import { happeningDocument } from '../happeningDocument.ts';
import { signatureOf } from './signature.ts';

export interface WebhookOptions {
  readonly url: string;
  /** Signs each request; without it none is signed. */
  readonly secret?: string;
  readonly version: string;
  now(): number;
  tell(sentence: string): void;
  readonly world: CourierWorld;
}

/**
 * Posts each happening as JSON, one a request and in order. `Ena-Delivery` is the same for each attempt of one, so a
 * receiver can tell a repetition.
 */
export const exportWebhook = (feed: Feed, options: WebhookOptions): RunningExport => {
  const { url, secret, version, now, tell, world } = options;
  const courier = new Courier<Told>({
    to: `The webhook at ${shownUrl(url)}`,
    mostPerBatch: 1,
    gatherMs: 0,
    tell,
    world,
    send: ([told]) => {
      const document = happeningDocument(feed.host, told!);
      const body = JSON.stringify(document);
      const headers = {
        'user-agent': `enakit/${version}`,
        'ena-delivery': document.id,
        ...(secret !== undefined && { 'ena-signature': signatureOf(secret, now(), body) }),
      };
      return deliver({ method: 'POST', url, headers, body }, now());
    },
  });
  const unsubscribe = feed.subscribe({ happened: (told) => courier.push(told) });
  return {
    close: () => {
      unsubscribe();
      return courier.close();
    },
  };
};
