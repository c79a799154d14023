import type { StreamEvent } from '../../../watch/http/wire.ts';
import type { Model } from './model.ts';

const againMs = 1000;

/** Listens to the server, and goes on listening whatever becomes of it. Resuming is the browser's: it knows the last id. */
export const connect = (path: string, model: Model): void => {
  const source = new EventSource(path);
  source.onopen = () => model.linked('live');
  source.onmessage = ({ data }) => model.take(JSON.parse(data) as StreamEvent);
  source.onerror = () => {
    model.linked('lost');
    // Some answers make a browser give up for good.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => connect(path, model), againMs);
  };
};
