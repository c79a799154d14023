import { describe, expect, it } from 'vitest';
import { examineText } from './examine.ts';
import { causes, isTold } from './voices/causes.ts';
import { dmesg, reset } from './voices/reset.ts';
import { voices } from './voices/voice.ts';

const problemsIn = async (text: string) => {
  const { report } = await examineText(text);
  return { report, problems: report.findings.filter(({ severity }) => severity !== 'notice').map(({ id }) => id) };
};

const pairs = voices.flatMap((voice) =>
  causes.filter((cause) => cause.known(voice)).map((cause) => ({ voice, cause })),
);

describe.each(pairs)('$voice.name, $cause.name', ({ voice, cause }) => {
  it('is one reset with its reason, its blame and its end', async () => {
    const { report, problems } = await problemsIn(dmesg(reset(voice, cause)));
    const incidents = report.incidents.map(({ cause: id, resetReason, blame, outcome }) => ({
      id,
      resetReason,
      blame,
      outcome,
    }));
    const told = isTold(voice, cause) || voice.of === 'release' || voice.of === 'kernel';
    expect(incidents).toEqual([
      {
        id: told ? cause.finding : 'unknown',
        resetReason: told ? cause.reason(voice) : undefined,
        blame: told ? cause.blame(voice) : 'unknown',
        outcome: voice.of === 'dpdk' ? 'unknown' : 'recovered',
      },
    ]);
    const allowed = [cause.finding, 'device-reset', ...(cause.beside ?? [])];
    expect(problems.filter((id) => !allowed.includes(id) && !id.startsWith('known-driver-bug:'))).toEqual([]);
  });
});
