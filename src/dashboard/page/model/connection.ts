import type { StreamEvent } from '../../../watch/http/wire.ts';
import type { Model } from './model.ts';

const againMs = 1000;
/** The server gives four signs of life in this time, whatever happens. A link that is down closes no connection. */
const silentMs = 20_000;

/**
 * Listens to the server, and goes on listening whatever becomes of it. Resuming is the browser's: it knows the last id; after
 * a silence everything is asked for anew.
 */
export const connect = (path: string, model: Model): void => {
  const source = new EventSource(path);
  let silence: ReturnType<typeof setTimeout>;
  const again = (afterMs: number) => {
    clearTimeout(silence);
    source.close();
    model.linked('lost');
    setTimeout(() => connect(path, model), afterMs);
  };
  const hear = () => {
    clearTimeout(silence);
    silence = setTimeout(again, silentMs, 0);
  };
  hear();
  source.onopen = () => {
    hear();
    model.linked('live');
  };
  source.onmessage = ({ data }) => {
    hear();
    model.take(JSON.parse(data) as StreamEvent);
  };
  source.addEventListener('alive', hear);
  source.onerror = () => {
    // Some answers make a browser give up for good.
    if (source.readyState === EventSource.CLOSED) again(againMs);
    else model.linked('lost');
  };
};
