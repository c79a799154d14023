/** Markup that is safe to put into a page: built by `html`, which escapes all that is not. */
export interface Markup {
  readonly markup: string;
}

export type Content = string | number | Markup | undefined | false | readonly Content[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function written(content: Content): string {
  if (content === undefined || content === false) return '';
  if (typeof content === 'number') return String(content);
  if (typeof content === 'string') return content.replace(/[&<>"']/g, (character) => entities[character] ?? '');
  return 'markup' in content ? content.markup : content.map(written).join('');
}

/** `` html`<b>${anything}</b>` ``: strings are escaped, for content and for quoted attributes; nothing is not shown. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  const markup = parts.map((part, index) => part + written(contents[index])).join('');
  return { markup };
}

/** Our own sentences: what they put in backticks is code. */
export function proseMarkup(text: string): Content {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return text;
  return parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}
