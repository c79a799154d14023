import { type Answer, type Ethtool, mostCounters } from '../../native/ethtoolIoctl.ts';
import type { Counter, Counters, DriverInfo, Settings } from '../observation.ts';
import type { AdapterInterface, InterfaceAsker } from './interfaceAsker.ts';
import { blind, type Look, placeOf, sourceName, summaryOf } from './look.ts';

/** What a refusal means, by the errno; others are told by their name. */
const refusals: Readonly<Record<string, (name: string) => string>> = {
  ENODEV: (name) => `${name} went away or was renamed while it was looked at; run ena again.`,
  ENOTSUP: (name) =>
    `The driver of ${name} does not tell its counters; \`ethtool -i ${name}\` tells which driver it is.`,
  E2BIG: (name) => `The driver of ${name} claims more than ${mostCounters} counters, which no ENA has; none was read.`,
  EAGAIN: (name) => `The set of counters of ${name} changed whenever it was read; run ena again.`,
};

const printed = [
  { of: 'rings', flag: '-g', title: 'Ring parameters' },
  { of: 'channels', flag: '-l', title: 'Channel parameters' },
  { of: 'coalescing', flag: '-c', title: 'Coalesce parameters' },
] as const;

/** Asks by ioctl: nothing is run, nothing is parsed, no privileges are needed. */
export const askByIoctl = (look: Look, ethtool: Ethtool): InterfaceAsker => {
  const value = <Value>(answer: Answer<Value>, source: string, name: string): Value | undefined => {
    if ('value' in answer) return answer.value;
    const { refusal } = answer;
    blind(look, source, refusals[refusal]?.(name) ?? `${name} could not be asked with \`${source}\`: ${refusal}.`);
    return undefined;
  };

  return {
    askSettings: async (of) => {
      const name = of.interface;
      const source = sourceName(`ethtool -i ${name}`, 'ioctl');
      const answer = value(await ethtool.driver(name), source, name);
      if (answer === undefined) return [];
      const { driver, version, firmware } = answer;
      const text = `driver: ${driver}, version: ${version}, firmware-version: ${firmware}`;
      look.sink({
        ...of,
        kind: 'driver',
        place: placeOf(source, text),
        driver,
        ...(version && { version }),
        ...(firmware && { firmware }),
      } satisfies DriverInfo);
      const summaries = [summaryOf(source, 'ethtool-driver', 1)];
      for (const form of printed)
        if (await tellSettings(look, ethtool, of, form))
          summaries.push(summaryOf(sourceName(`ethtool ${form.flag} ${name}`, 'ioctl'), 'ethtool-settings', 1));
      return summaries;
    },

    askCounters: async (of, note) => {
      const name = of.interface;
      const source = sourceName(`ethtool -S ${name}`, 'ioctl', note);
      const wallMs = look.now().getTime();
      const answer = value(await ethtool.counters(name), source, name);
      if (answer === undefined) return [];
      const rows = [...answer].map(([counter, count], row): [string, Counter] => [
        counter,
        // Where ethtool would print it: its first line is a header.
        { value: count, place: placeOf(source, `     ${counter}: ${count}`, row + 2) },
      ]);
      look.sink({
        ...of,
        kind: 'counters',
        family: 'linux',
        when: { wallMs },
        values: new Map(rows),
      } satisfies Counters);
      return [summaryOf(source, 'ethtool-statistics', rows.length)];
    },

    close: () => ethtool.close(),
  };
};

/** Settings that a driver does not have are no loss: nothing is said of them. */
const tellSettings = async (
  look: Look,
  ethtool: Ethtool,
  of: AdapterInterface,
  form: (typeof printed)[number],
): Promise<boolean> => {
  const name = of.interface;
  const answer = await ethtool.settings(name, form.of);
  if ('refusal' in answer) return false;
  const { maximum, current } = answer.value;
  const words = Object.entries(current).map(([setting, set]) => `${setting} ${set}`);
  const text = `${form.title} for ${name}: ${words.join(', ')}`;
  const place = placeOf(sourceName(`ethtool ${form.flag} ${name}`, 'ioctl'), text);
  look.sink({ ...of, kind: 'settings', of: form.of, place, maximum, current } satisfies Settings);
  return true;
};
