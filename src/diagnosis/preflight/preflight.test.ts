import { describe, expect, it } from 'vitest';
import { cases } from '../../../test/fixtures/roots/broken.ts';
import { foresee } from '../../../test/fixtures/roots/foresee.ts';
import { debian, stock } from '../../../test/fixtures/roots/stock.ts';
import { rules } from './preflight.ts';

describe.each(Object.entries(stock))('a stock image of %s', (_name, files) => {
  it('comes back', async () => {
    const report = await foresee(files);
    expect(report.findings.filter(({ severity }) => severity !== 'notice')).toEqual([]);
    expect(report.verdict).toBe('healthy');
    expect(report.summary).toMatch(/kernel \S+, which \S+ boots next, has its ena driver/);
  });

  it('comes back as an image on another instance, and under Secure Boot', async () => {
    expect((await foresee(files, { elsewhere: true, secureBoot: true })).verdict).toBe('healthy');
  });
});

describe.each([...new Set(cases.map(({ id }) => id))])('%s', (id) => {
  it.each(cases.filter((one) => one.id === id))('$weight where $says', async ({ files, options, weight }) => {
    const { findings } = await foresee(files, options);
    expect(findings.find((finding) => finding.id === id)?.severity ?? 'absent').toBe(weight);
  });
});

describe('the rules', () => {
  it.each(rules.flatMap(({ finds }) => finds))('have for %s a machine that has it and one that has not', (id) => {
    const weights = cases.filter((one) => one.id === id).map(({ weight }) => weight === 'absent');
    expect(new Set(weights)).toEqual(new Set([true, false]));
  });

  it.each(cases.filter(({ weight }) => weight !== 'absent'))('find of $id only what they say they do', async (one) => {
    const { findings } = await foresee(one.files, one.options);
    const known = new Set(rules.flatMap(({ finds }) => finds));
    expect(findings.filter(({ id }) => !known.has(id))).toEqual([]);
  });
});

describe('a report', () => {
  it('says that there is no kernel where there is none', async () => {
    const report = await foresee({ '/etc/os-release': 'ID=debian\n' });
    expect(report.verdict).toBe('no-evidence');
    expect(report.summary).toMatch(/No installed kernel/);
  });

  it('judges every kernel where the boot loader is not known, and says so', async () => {
    const { '/boot/grub/grub.cfg': _, ...files } = debian;
    const report = await foresee(files);
    expect(report.verdict).toBe('healthy');
    expect(report.limits.join()).toMatch(/every installed kernel was judged/);
  });

  it('tells what may not be read', async () => {
    const report = await foresee({ ...debian, '/etc/netplan/90-default.yaml': { refused: 'EACCES' } });
    expect(report.limits.join()).toContain('/etc/netplan/90-default.yaml may not be read');
    expect(report.collect).toEqual(['Run it as root, who may read all of it.']);
  });
});
