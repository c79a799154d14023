import { describe, expect, it } from 'vitest';
import { html, proseMarkup } from './markup.ts';

describe('html', () => {
  it('escapes strings, in content and in attributes', () => {
    expect(html`<b title="${'"><'}">${'<i>&'}</b>`.markup).toBe('<b title="&quot;&gt;&lt;">&lt;i&gt;&amp;</b>');
  });
  it('keeps markup, joins lists, and leaves out what is not there', () => {
    expect(html`${[html`<b>1</b>`, 'x', 2]}${undefined}${false}`.markup).toBe('<b>1</b>x2');
  });
  it('turns backticks of our sentences into code, and leaves an odd one alone', () => {
    expect(html`${proseMarkup('run `a<b` now')}`.markup).toBe('run <code>a&lt;b</code> now');
    expect(html`${proseMarkup('a ` b')}`.markup).toBe('a ` b');
  });
});
