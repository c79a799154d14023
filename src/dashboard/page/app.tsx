import { useEffect } from 'preact/hooks';
import { Announcer } from './announcer.tsx';
import { LabPage } from './lab/labPage.tsx';
import { useModel, useRoute } from './model/hooks.ts';
import type { Link, Model } from './model/model.ts';
import { NowPage } from './now/nowPage.tsx';
import { LateThenPage } from './then/lateThenPage.tsx';
import { timeOfDay } from './words.ts';

const linkWords: Readonly<Record<Link, string>> = {
  connecting: 'Connecting…',
  live: 'Live',
  lost: 'Connection lost, trying again…',
};

interface Props {
  readonly model: Model;
}

const Tab = ({ name, title, current }: { readonly name: string; readonly title: string; readonly current: string }) => (
  <a href={`#/${name}`} aria-current={name === current ? 'page' : undefined}>
    {title}
  </a>
);

/** The whole page. */
export const App = ({ model }: Props) => {
  useModel(model);
  const [view = '', ...rest] = useRoute();
  const isLab = model.lab !== undefined;
  const current = view === 'then' || (view === 'lab' && isLab) ? view : 'now';
  const isWell = model.state.verdict !== 'problems';
  useEffect(() => {
    document.title = `${isWell ? '' : '● '}${model.host.hostname ?? 'ena'}: ${isWell ? 'healthy' : 'problems'}`;
  }, [isWell, model.host.hostname]);
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById('content')?.focus()}>
        Skip to the content
      </button>
      <header class="masthead">
        <p class="host">{model.host.hostname ?? 'ena'}</p>
        <nav aria-label="Views">
          <Tab name="now" title="Now" current={current} />
          <Tab name="then" title="Then" current={current} />
          {isLab && <Tab name="lab" title="Lab" current={current} />}
        </nav>
        <p class={`link ${model.link}`}>
          {linkWords[model.link]}
          {model.link === 'lost' && model.adapters.length > 0 && ` Shown is ${timeOfDay(model.clock.nowMs())}.`}
        </p>
      </header>
      <main id="content" tabIndex={-1}>
        {current === 'now' && <NowPage model={model} />}
        {current === 'then' && <LateThenPage model={model} incident={rest.join('/') || undefined} />}
        {current === 'lab' && <LabPage model={model} />}
      </main>
      <Announcer model={model} />
    </>
  );
};
