import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Frame } from '../../../device/dataPath/index.ts';
import { echo } from '../../peers/echo.ts';
import { StatusCheck } from './statusCheck.ts';

/** A guest that answers, unless told. */
const guest = (check: StatusCheck, answers: () => boolean = () => true) => {
  check.send = (frame) => {
    if (answers() && echo(frame.bytes, frame.lengthBytes) > 0) check.hear(frame);
  };
};

const ask = (check: StatusCheck, times: number) => {
  for (let i = 0; i < times; i++) check.ask();
};

describe('a status check', () => {
  test('is not passed before anybody answered', () => {
    const check = new StatusCheck('172.31.0.5');
    ask(check, 1);
    expect(check.isPassed).toBe(false);
  });

  test('is passed by whoever answers, until five questions in a row are left without an answer', () => {
    const check = new StatusCheck('172.31.0.5');
    let isThere = true;
    guest(check, () => isThere);
    ask(check, 1);
    expect(check.isPassed).toBe(true);
    isThere = false;
    ask(check, 4);
    expect(check.isPassed).toBe(true);
    ask(check, 1);
    expect(check.isPassed).toBe(false);
  });

  test('is not passed by who answers for another address', () => {
    const [one, other] = [new StatusCheck('172.31.0.5'), new StatusCheck('172.31.0.6')];
    other.send = (frame) => {
      echo(frame.bytes, frame.lengthBytes);
      one.hear(frame);
    };
    ask(other, 1);
    expect(one.isPassed).toBe(false);
  });

  test('is not passed by frames of any other kind', () => {
    const check = new StatusCheck('172.31.0.5');
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => check.hear(Frame.of(bytes))));
    expect(check.isPassed).toBe(false);
  });
});
