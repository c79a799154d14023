const shortestStamped = 40;

/**
 * True for a line that a logger stamped: `[   12.345678] …`, `<6>…`, `Nov 23 19:01:17 …`, `2026-11-23T19:01:17…`.
 * No tool prints such lines, and most texts consist of them, so this looks at a few characters only.
 */
export function isStampedLine(text: string): boolean {
  if (text.length < shortestStamped) {
    return false;
  }
  const first = text.charCodeAt(0);
  if (first === 91) {
    const second = text.charCodeAt(1);
    return (second === 32 || isDigit(second)) && text.indexOf('.') < 16 && text.indexOf(']') < 30;
  }
  if (first === 60) {
    return isDigit(text.charCodeAt(1)) && text.indexOf('>') < 5;
  }
  if (first >= 65 && first <= 90) {
    return text[3] === ' ' && text[6] === ' ' && text[9] === ':' && text[12] === ':';
  }
  return isDigit(first) && text[4] === '-' && text[7] === '-' && text[13] === ':' && text[16] === ':';
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
