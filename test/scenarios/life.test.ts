import { describe, expect, it } from 'vitest';
import { examineText } from './examine.ts';
import type { Cause } from './voices/causes.ts';
import { failedProbe, failedWaking, ignorable, probe, reconfigured, sleep } from './voices/life.ts';
import { dmesg, reset, Transcript } from './voices/reset.ts';
import { freebsd, isRelease, linuxVoices, type Voice, wordings } from './voices/voice.ts';

const problemsIn = async (text: string) => {
  const { report } = await examineText(text);
  const problems = report.findings.filter(({ severity }) => severity !== 'notice');
  return { report, incidents: report.incidents, problems: problems.filter(({ id }) => !id.startsWith('known-')) };
};
const idsOf = ({ problems }: { problems: readonly { id: string }[] }) => problems.map(({ id }) => id);

const refresh: Cause = {
  name: 'capabilities refreshed',
  known: (voice) => isRelease(voice, '>=2.6.0'),
  signs: () => [{ event: 'capabilities-refresh' }],
  raises: {},
  reason: () => 0,
  finding: 'capabilities-refresh',
  blame: () => 'unknown',
};

/** The planned reset has no dump. */
const refreshed = (voice: Voice, at: number) =>
  reset(voice, refresh, { at }).filter(({ text }) => !/: \w+: \d+$/.test(text) && !/ \w+: \d+$/.test(text));

describe.each(linuxVoices)('an ordinary life, told by $name', (voice) => {
  it.each([
    ['a probe with all that may be ignored', [...probe(voice, 2), ...ignorable(voice, 2.25)]],
    ['sleep and waking', [...probe(voice, 2), ...sleep(voice, 5000), ...sleep(voice, 9000), ...sleep(voice, 9300)]],
    ['waking, with the sleep cut off', sleep(voice, 5000).slice(1)],
    ['an interface that a person reconfigures', [...probe(voice, 2), ...reconfigured(voice, 60)]],
  ])('is healthy: %s', async (_, lines) => {
    const found = await problemsIn(dmesg(lines));
    expect([idsOf(found), found.incidents]).toEqual([[], []]);
  });

  it('may hold late completions without a reset', async () => {
    const late = new Transcript(voice).say(100, 'tx-completion-late', { queue: 1, index: 7, napiScheduled: 0 });
    const found = await problemsIn(dmesg(late.lines));
    expect([idsOf(found), found.incidents]).toEqual([['tx-completion-missing'], []]);
    expect(found.problems[0]?.severity).toBe('warning');
  });
});

describe.each(linuxVoices)('trouble without a reset, told by $name', (voice) => {
  it('is a failed probe', async () => {
    const found = await problemsIn(dmesg(failedProbe(voice, 2)));
    expect(new Set(idsOf(found))).toEqual(new Set(['device-init-failed', 'admin-queue-timeout']));
    expect(found.problems.map(({ severity }) => severity)).toEqual(['critical', 'critical']);
    expect(found.incidents).toEqual([]);
  });

  it('weighs less when the probe is tried again and succeeds', async () => {
    const found = await problemsIn(dmesg(failedProbe(voice, 2), probe(voice, 8)));
    expect(new Set(idsOf(found))).toEqual(new Set(['device-init-failed', 'admin-queue-timeout']));
    expect(found.problems.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
  });
});

/** Drivers that sleep and wake at all. */
const sleepers = linuxVoices.filter((voice) => !isRelease(voice, '<1.3.0') && voice.version !== '4.9');

describe.each(sleepers)('a device that does not wake, told by $name', (voice) => {
  it('is a reset that failed', async () => {
    const found = await problemsIn(dmesg(failedWaking(voice, 5000)));
    expect(idsOf(found)).toEqual(['reset-failed']);
    expect(found.incidents).toMatchObject([{ outcome: 'failed' }]);
  });
});

describe.each(linuxVoices.filter(refresh.known))('a planned refresh, told by $name', (voice) => {
  it('is a reset of reason 0 and no problem, however often', async () => {
    const found = await problemsIn(dmesg(...[100, 200, 300].map((at) => refreshed(voice, at))));
    expect(idsOf(found)).toEqual([]);
    expect(found.report.verdict).toBe('healthy');
    expect(found.incidents).toMatchObject([1, 2, 3].map(() => ({ resetReason: 0, outcome: 'recovered' })));
  });
});

describe.each(linuxVoices.filter((voice) => wordings(voice, 'reset-postponed').length > 0))(
  'a device that does not answer, told by $name',
  (voice) => {
    const waits = new Transcript(voice);
    for (let second = 100; second < 160; second++)
      waits.say(second, 'keep-alive-lost', { silenceMs: 6000 }).say(second + 0.5, 'reset-postponed');

    it('keeps the driver waiting', async () => {
      const found = await problemsIn(dmesg(waits.lines));
      expect(new Set(idsOf(found))).toEqual(new Set(['keep-alive-timeout', 'device-not-responsive']));
    });

    it('is reset once when it answers again', async () => {
      const after = new Transcript(voice).say(160, 'reset-triggered').say(161, 'reset-completed', { status: 0 });
      const found = await problemsIn(dmesg(waits.lines, after.lines));
      expect(found.incidents).toMatchObject([
        { cause: 'keep-alive-timeout', outcome: 'recovered', durationSeconds: 61 },
      ]);
      expect(idsOf(found)).not.toContain('reset-loop');
    });
  },
);

describe('FreeBSD', () => {
  it('without a banner tells by going down and up that it recovered', async () => {
    const log = new Transcript(freebsd)
      .say(100, 'keep-alive-lost')
      .say(101, 'reset-triggered')
      .say(101.1, 'interface-down')
      .say(101.5, 'interface-up');
    const { incidents } = await problemsIn(log.lines.map(({ text }) => text).join('\n'));
    expect(incidents).toMatchObject([{ cause: 'keep-alive-timeout', outcome: 'recovered' }]);
  });
});
