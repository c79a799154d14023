import { realHost } from '../../evidence/live/realHost.ts';
import { realTraceControl } from '../../evidence/live/traceControl.ts';
import { openAgent } from '../../watch/agent.ts';
import { stateFileIn } from '../../watch/stateFile.ts';
import { stateFolder } from '../../watch/stateFolder.ts';
import { wantsColor } from '../appearance.ts';
import { readDurationMs } from '../duration.ts';
import type { ExitCode } from '../exitCode.ts';
import type { Shell } from '../shell.ts';
import type { WatchValues } from '../verbs/watch.ts';
import { openHistory } from './openHistory.ts';
import { type Outlet, outlets } from './outlet.ts';

/** Aborted when the user wants an end. */
const endOf = (shell: Shell): AbortSignal => {
  const stop = new AbortController();
  shell.interrupted().then(() => stop.abort());
  return stop.signal;
};

/**
 * `ena watch`: opens the agent and whatever shows or exports what it sees, and lets it run.
 *
 * @throws BadValue, UnwritableFile
 */
export const runWatch = async (values: WatchValues, shell: Shell): Promise<ExitCode> => {
  // Before anything is opened, finds out that there was a typing error.
  wantsColor(values.color ?? 'auto', shell);
  const intervalMs = values.interval === undefined ? undefined : readDurationMs('--interval', values.interval);
  const durationMs = values.for === undefined ? undefined : readDurationMs('--for', values.for);
  const end = endOf(shell);
  // Before the agent: it goes on with the numbers that are kept there.
  const history = await openHistory(values, shell);
  const agent = await openAgent({
    host: realHost(),
    now: Date.now,
    random: Math.random,
    tracing: realTraceControl(),
    imds: !values['no-imds'],
    interfaces: values.interfaces?.split(',').filter((glob) => glob !== '') ?? [],
    state: stateFileIn(values.state ?? stateFolder(shell.env, process.getuid?.() === 0)),
    onError: (thrown) => shell.err.write(`ena: ${thrown instanceof Error ? thrown.message : String(thrown)}\n`),
    ...(intervalMs !== undefined && { intervalMs }),
    ...(history && { keptSeq: await history.newestSeq() }),
  });
  const opened: Outlet[] = [];
  try {
    for (const open of outlets) {
      const outlet = await open(agent, values, shell, history);
      if (outlet !== undefined) opened.push(outlet);
    }
    // The time begins when all is open: however slow the machine, the adapters are looked at once.
    await agent.run(durationMs === undefined ? end : AbortSignal.any([end, AbortSignal.timeout(durationMs)]));
  } finally {
    await agent.close();
    for (const outlet of opened.reverse()) await outlet.close();
    history?.close();
  }
  return agent.blind.length > 0 && agent.adapters.length === 0 ? 3 : 0;
};
