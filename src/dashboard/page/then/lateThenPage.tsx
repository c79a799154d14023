import { useEffect, useState } from 'preact/hooks';
import type { Props } from './thenPage.tsx';

type Loaded = typeof import('./thenPage.tsx');

/** The page of the past, fetched when it is first looked at: the library that plots is half of all script there is. */
export const LateThenPage = (props: Props) => {
  const [loaded, setLoaded] = useState<Loaded>();
  useEffect(() => void import('./thenPage.tsx').then(setLoaded), []);
  return loaded === undefined ? <p class="muted">Loading…</p> : <loaded.ThenPage {...props} />;
};
