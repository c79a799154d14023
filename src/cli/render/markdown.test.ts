import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryReport } from '../../../test/fixtures/reports/arbitraryReport.ts';
import { largeReport } from '../../../test/fixtures/reports/largeReport.ts';
import { fixtureReport } from '../../../test/fixtures/reports/reports.ts';
import { code, fenced, inline, prose } from './markdown/text.ts';
import { renderMarkdown } from './markdown.ts';

/** What stands outside of fences; undefined where a fence is left open. */
function outsideFences(markdown: string): string[] | undefined {
  const outside: string[] = [];
  let open = '';
  for (const line of markdown.split('\n')) {
    const [fence = ''] = /^`{3,}/.exec(line) ?? [];
    if (open === '' && fence === '') outside.push(line);
    else if (open === '') open = fence;
    else if (line.length >= open.length && /^`+$/.test(line)) open = '';
  }
  return open === '' ? outside : undefined;
}

describe('text for Markdown', () => {
  it.each([
    ['*bold*', '\\*bold\\*'],
    ['<b>', '\\<b\\>'],
    ['[x](y)', '[x\\](y)'],
    ['[18509.8]', '[18509.8]'],
    ['tx_timeout _it_', 'tx_timeout \\_it\\_'],
    ['# no heading', '\\# no heading'],
    ['1. no list', '1\\. no list'],
    ['a | b', 'a \\| b'],
  ])('shows %s as it is', (text, escaped) => expect(inline(text)).toBe(escaped));

  it('makes ticks longer than any inside', () => {
    expect(code('a`b')).toBe('``a`b``');
    expect(fenced(['````', 'x'])).toBe('`````text\n````\nx\n`````');
  });
  it('keeps code in our own sentences', () => expect(prose('run `a_b*` *now*')).toBe('run `a_b*` \\*now\\*'));
});

describe('renderMarkdown', () => {
  it('tells summary, environment, incidents, findings with evidence, and limits, in this order', () => {
    const markdown = renderMarkdown(fixtureReport('keepAliveRecovered'));
    expect(markdown.match(/^#+ .*/gm)).toEqual([
      '# ENA report: problems',
      '## Environment',
      '## What happened',
      '### 1. [18509.800135], recovered after 2.976 s',
      '## What was found',
      '### Critical: The device stopped sending keep-alives',
      '### Warning: The adapter was reset and came back',
      '## What to do',
      '## Notices, safe to ignore',
      '## What this evidence cannot show',
      '## To be collected next',
    ]);
    expect(markdown).toContain(
      '```text\ndmesg.txt:1  [18509.800135] ena 0000:00:07.0 eth1: Keep alive watchdog timeout.\n```',
    );
  });

  it('tells a loop by its first incident', () => {
    const markdown = renderMarkdown(fixtureReport('resetLoopStarved'));
    expect(markdown).toContain('### 1. 9 resets, every 61 s');
    expect(markdown.split('reset triggered')).toHaveLength(2);
  });

  it('fits into a ticket even for ten thousand incidents', () => {
    expect(renderMarkdown(largeReport(10_000)).length).toBeLessThan(60_000);
  });

  it('closes every fence, and lets no markup of the evidence through, whatever the report says', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const markdown = renderMarkdown(report);
        expect(markdown).not.toMatch(/(?!\n)\p{Cc}/u);
        const outside = outsideFences(markdown);
        expect(outside).toBeDefined();
        const withoutCode = (outside ?? []).join('\n').replace(/(?<!`|\\)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '');
        expect(withoutCode).not.toMatch(/(?<!\\)<[a-z!/]/i);
      }),
    );
  });
});
