/**
 * Month names as `strftime %b` prints them in the locales people paste logs from, cut at three letters where that is
 * still unique. The position in each row is the month.
 */
const names = [
  'jan feb mar apr may jun jul aug sep oct nov dec',
  'jän feb mär apr mai jun jul aug sep okt nov dez',
  'janv févr mars avr mai juin juil août sept oct nov déc',
  'ene feb mar abr may jun jul ago sep oct nov dic',
  'gen feb mar apr mag giu lug ago set ott nov dic',
  'jan fev mar abr mai jun jul ago set out nov dez',
  'jan feb mrt apr mei jun jul aug sep okt nov dec',
  'янв фев мар апр май июн июл авг сен окт ноя дек',
  'янв фев мар апр мая июн июл авг сен окт ноя дек',
  'jan feb mar apr maj jun jul aug sep okt nov dec',
  'sty lut mar kwi maj cze lip sie wrz paź lis gru',
];

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const monthByName = new Map(
  names.flatMap((row) =>
    row.split(' ').flatMap((name, month) => [[name, month] as const, [capital(name), month] as const]),
  ),
);

/** Month 0 to 11 of a name in any known locale, of `11月` or `11월`; `undefined` for anything else. */
export const monthOf = (word: string): number | undefined => {
  const known = monthByName.get(word) ?? monthByName.get(word.toLowerCase().replace('.', ''));
  if (known !== undefined) return known;
  const numbered = /^(\d{1,2})(?:月|월)$/.exec(word);
  const month = numbered ? Number(numbered[1]) - 1 : -1;
  return month >= 0 && month < 12 ? month : undefined;
};
