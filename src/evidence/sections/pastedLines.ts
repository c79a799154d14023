import type { TextLine } from '../section.ts';

const colour = /\u001b\[[\d;?]{0,16}[ -/]{0,4}[@-~]/g;
const longestColoured = 10_000;
const quotation = /^(?:> ?){1,5}/;

/** Takes away what terminals, mail and DOS add to the lines of one text. */
export class PastedLines {
  /** Lines with `>` are quoted mail, unless `<` lines came before: then they are one half of a diff. */
  #inDiff = false;

  /** The line without colours, carriage return and quotation marks; the same object where it has none. */
  clean(line: TextLine): TextLine {
    let { text } = line;
    const first = text.charCodeAt(0);
    if (text.charCodeAt(text.length - 1) === 13) {
      text = text.slice(0, -1);
    }
    if (text.length < longestColoured && text.includes('\u001b')) {
      text = text.replace(colour, '');
    }
    if (first === 60 || first === 62) {
      this.#inDiff ||= first === 60;
      text = this.#inDiff ? text : text.replace(quotation, '');
    } else if (text !== '---' && text !== '') {
      this.#inDiff = false;
    }
    return text === line.text ? line : { text, number: line.number };
  }
}
