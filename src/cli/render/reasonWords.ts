import { resetReasons } from '../../spec/resetReasons.ts';

/** `1, keep-alive-timeout`; the number alone where no driver is known to send it. */
export function reasonWords(reason: number): string {
  const name = resetReasons.find((row) => row.number === reason)?.name;
  return name === undefined ? String(reason) : `${reason}, ${name}`;
}
