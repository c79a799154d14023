import { describe, expect, test } from 'vitest';
import { messages } from '../spec/messages/index.ts';
import { page2016, release2170, upstream612, voices } from './voices/chosen.ts';
import { type LineName, lines } from './voices/lines.ts';
import { voiceOf } from './voices.ts';

const ids = new Map(messages.map((message) => [message.id, message]));

describe('lines', () => {
  test('are rows of the table of messages', () => {
    const wordings = Object.values(lines).flatMap((line) => line.wordings);
    expect(wordings.filter((id) => !ids.has(id))).toEqual([]);
    expect(new Set(wordings).size).toBeGreaterThan(100);
  });

  test('are not the same line twice', () => {
    const shared = Object.values(lines)
      .flatMap((line) => line.wordings)
      .filter((id, place, all) => all.indexOf(id) !== place);
    // One wording serves both the guest's page and the debug area.
    expect(shared).toEqual(['ENA-128']);
  });
});

describe('voices', () => {
  test('of all ages can tell of a lost keep-alive, a trigger and an outcome', () => {
    const must: LineName[] = [
      'keepAliveLost',
      'resetTriggered',
      'resetStatistic',
      'adminStopped',
      'restoreFailed',
      'found',
    ];
    for (const voice of voices) {
      expect([voice.name, must.filter((name) => voice.wordings[name] === undefined)]).toEqual([voice.name, []]);
    }
  });

  test('choose the wording of their version', () => {
    const wording = (voice: typeof page2016, name: LineName) => voice.wordings[name]?.id;
    expect([page2016, upstream612, release2170].map((voice) => wording(voice, 'keepAliveLost'))).toEqual([
      'ENA-031',
      'ENA-031',
      'ENA-050',
    ]);
    expect([page2016, upstream612, release2170].map((voice) => wording(voice, 'txLost'))).toEqual([
      'ENA-032',
      'ENA-040',
      'ENA-057',
    ]);
  });

  test('tell of refused allowances a second time where their age did, as a real 6.1 does', () => {
    const telling = voices.filter(({ wordings }) => wordings.allowancesFailed !== undefined);
    expect(telling.map(({ name }) => name)).toEqual(['2.2.10', '6.1']);
  });

  test('keep silent where the default mask hides a line', () => {
    expect(upstream612.wordings.txIdInvalid).toBeUndefined();
    expect(release2170.wordings.txIdInvalid?.id).toBe('ENA-288');
  });

  test('begin the lines of the library as their age did', () => {
    expect(page2016.placeOf('registerTimeout')).toEqual({ place: 'function', ofFunction: 'ena_com_reg_bar_read32' });
    expect(voiceOf('2.2.10').placeOf('registerTimeout').place).toBe('module');
    expect(voiceOf('2.2.11').placeOf('registerTimeout').place).toBe('device');
    expect(upstream612.placeOf('registerTimeout').place).toBe('interface');
    expect(release2170.placeOf('deviceVersion').place).toBe('device');
  });

  test('wait as long as their timers say', () => {
    expect([page2016, upstream612, release2170].map(({ limits }) => limits.keepAliveMs)).toEqual([3000, 6000, 6000]);
    expect([page2016, upstream612].map(({ limits }) => limits.missingTxPackets)).toEqual([32, 128]);
    expect([page2016, upstream612].map(({ limits }) => limits.adminCommandMs)).toEqual([1000, 3000]);
  });

  test('list counters in the order of the page, of kernels, and of 2.17.0', () => {
    const names = (voice: typeof page2016) => voice.statistics.adapter.map(({ name }) => name).join(' ');
    expect(names(page2016)).toBe(
      'tx_timeout io_suspend io_resume wd_expired interface_up interface_down admin_q_pause',
    );
    expect(names(upstream612)).toBe(
      'tx_timeout suspend resume wd_expired interface_up interface_down admin_q_pause reset_fail',
    );
    expect(names(release2170)).toMatch(/^total_resets reset_fail tx_timeout wd_expired/);
    expect(page2016.statistics.rx.at(-1)?.name).toBe('queue_N_rx_small_copy_len_pkt');
    expect(page2016.statistics.tx.map(({ name }) => name)).toContain('queue_N_tx_missing_tx_comp');
  });

  test('cannot be of what is no version', () => {
    expect(() => voiceOf('newest')).toThrow('"newest" is no version of a driver');
  });
});
