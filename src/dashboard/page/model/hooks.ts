import { useEffect, useReducer, useState } from 'preact/hooks';
import type { Model } from './model.ts';

/** Draws anew when the model changed. */
export const useModel = (model: Model): void => {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => model.subscribe(() => redraw(undefined)), [model]);
};

const isCalm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Draws anew as time passes: every `everyMs`, or once a second for who wants little motion. */
export const useTime = (everyMs = 100): void => {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(() => redraw(undefined), isCalm() ? 1000 : everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
};

/** What an address of the server answers, asked again every `everyMs` where that is told. */
export const useAnswer = <T>(path: string | undefined, everyMs?: number): T | undefined => {
  const [answer, setAnswer] = useState<T>();
  useEffect(() => {
    if (path === undefined) return;
    const ended = new AbortController();
    const ask = () =>
      fetch(path, { signal: ended.signal })
        .then((response) => (response.ok ? response.json() : undefined))
        .then((value: T | undefined) => value !== undefined && setAnswer(value))
        // The stream tells of a lost connection; asking again is all there is to do here.
        .catch(() => undefined);
    void ask();
    const timer = everyMs === undefined ? undefined : setInterval(ask, everyMs);
    return () => {
      ended.abort();
      clearInterval(timer);
    };
  }, [path, everyMs]);
  return answer;
};

/** What stands behind `#/` in the address, part by part. */
export const useRoute = (): readonly string[] => {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const listen = () => setHash(location.hash);
    addEventListener('hashchange', listen);
    return () => removeEventListener('hashchange', listen);
  }, []);
  return hash
    .replace(/^#\/?/, '')
    .split('/')
    .map((part) => decodeURIComponent(part));
};
