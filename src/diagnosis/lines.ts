import type { LogLine } from '../evidence/observation.ts';
import type { EventId } from '../spec/events/index.ts';
import type { KnownAdapter } from './adapters.ts';
import type { Case } from './case.ts';
import { findingRow } from './findings/index.ts';
import { roleOf } from './incidents/roles.ts';
import { starvationMs } from './incidents/story.ts';
import { judgeLine } from './rules.ts';

/** Steps of probing or bringing up: a failure of its own unless a reset is under way, which then has failed. */
const bringUp: ReadonlySet<EventId> = new Set([
  'probe-failed',
  'probe-step-failed',
  'device-not-ready',
  'reset-indication-stuck',
  'register-value-invalid',
  'io-queue-creation-failed',
  'interrupt-setup-failed',
  'interface-start-failed',
]);

/** Reads one log line: whose it is, what it is by itself, and what story it goes on with. */
export const readLine = (open: Case, line: LogLine): void => {
  if (open.echoes.isEcho(line)) return;
  if (line.speaker === 'efa') {
    if (line.event !== undefined)
      open.tally.add({ id: 'not-ena-message', when: line.when, place: line.place, times: line.repeats });
    return;
  }
  const adapter = adapterOf(open, line);
  if (line.speaker !== 'kernel' || ofEnaModule(line)) {
    open.enaLines++;
    if (line.event === undefined) open.unknownLines++;
    if (line.event === undefined && alarming.test(line.body)) open.alarmingLines++;
  }
  if (line.event === undefined) return;
  count(open, adapter, line);
  open.pressure.observe(line);
  open.traces.observe(line);
  if (line.event === 'netdev-watchdog' && line.values.driver !== undefined && line.values.driver !== 'ena') return;
  open.recorder.observe(line, adapter);
  open.registerReads.observe(line, adapter);
  if (bringUp.has(line.event)) failBringUp(open, line, adapter);
  else if (line.event === 'reset-step-failed') failReset(open, line, adapter);
  else judge(open, line, adapter);
};

/** What the line is by itself. */
const judge = (open: Case, line: LogLine, adapter: KnownAdapter | undefined): void => {
  if (line.values.napiScheduled === 1 && starvationMs(line.values) !== undefined) {
    open.tally.add({ id: 'napi-starvation', adapter, when: line.when, place: line.place, times: line.repeats });
  }
  const judged = judgeLine(line);
  if (judged === undefined) return;
  if (findingRow(judged.id).severity !== 'notice') open.pressure.noteProblem(line);
  open.tally.add({
    id: judged.id,
    adapter,
    when: line.when,
    place: line.place,
    times: line.repeats,
    values: judged.values,
    ...(judged.rule.severity !== undefined && { severity: judged.rule.severity }),
    ...(judged.rule.confidence !== undefined && { confidence: judged.rule.confidence }),
  });
};

/** Words by which a line that no table knows may be bad news: it must not pass for health. */
const alarming = /fail|error|time[d ]?-?out|unable|can(?:no|')t|invalid|stuck|dead|lost|reset|abort/i;

/** Kernel lines that name the module itself are evidence about ENA; a lockup beside it is not. */
const ofEnaModule = (line: LogLine): boolean =>
  line.event?.startsWith('module-') === true || line.event === 'interface-renamed';

const adapterOf = (open: Case, line: LogLine): KnownAdapter | undefined => {
  const { adapters } = open;
  const named = typeof line.values.interface === 'string' ? { ...line, interface: line.values.interface } : line;
  if (line.speaker === 'kernel' && line.event !== 'netdev-watchdog' && line.pci === undefined) return undefined;
  if (line.event === 'netdev-watchdog' && line.values.driver !== 'ena' && line.pci === undefined) return undefined;
  // Shared code of old drivers signs with the module's name alone: with several adapters it may be anybody's.
  const nameless = named.pci === undefined && named.interface === undefined;
  const adapter = nameless && adapters.all().length > 1 ? undefined : adapters.resolve(named);
  if (adapter === undefined) return undefined;
  if (line.speaker === 'dpdk' || line.speaker === 'freebsd') adapters.drivenBy(adapter, undefined, line.speaker);
  if (line.event === 'interface-renamed' && typeof line.values.from === 'string')
    adapters.renamed(adapter, line.values.from);
  if (line.event === 'driver-banner') adapters.drivenBy(adapter, String(line.values.version ?? ''));
  if (line.event === 'reset-completed' && line.values.version !== undefined) {
    adapters.drivenBy(adapter, String(line.values.version), line.speaker === 'freebsd' ? 'freebsd' : undefined);
  }
  return adapter;
};

const count = (open: Case, adapter: KnownAdapter | undefined, line: LogLine): void => {
  if (line.event === undefined) return;
  let of = open.events.get(adapter);
  if (of === undefined) {
    of = new Map();
    open.events.set(adapter, of);
  }
  of.set(line.event, (of.get(line.event) ?? 0) + line.repeats);
};

/** A step of a reset whose beginning is not here: its story tells of it where it is. */
const failReset = (open: Case, line: LogLine, adapter: KnownAdapter | undefined): void => {
  if (open.recorder.isResetting(line, adapter)) return;
  const { when, place, repeats: times } = line;
  const goesOn = roleOf(line) === 'hitch';
  open.tally.add({
    id: 'reset-failed',
    adapter,
    when,
    place,
    times,
    confidence: goesOn ? 'possible' : 'likely',
    ...(goesOn && { severity: 'warning' as const }),
  });
};

const failBringUp = (open: Case, line: LogLine, adapter: KnownAdapter | undefined): void => {
  if (open.recorder.isResetting(line, adapter)) return;
  const sighting = { adapter, when: line.when, place: line.place, times: line.repeats };
  open.tally.add({ ...sighting, id: 'device-init-failed', values: { step: line.body.slice(0, 120) } });
  if (line.speaker === 'dpdk') open.tally.add({ ...sighting, id: 'dpdk-port-start-failed' });
};
