import { expect, test } from 'vitest';
import { yaml } from './yaml.ts';

test('lays out mappings and lists as people write them', () => {
  expect(
    yaml({
      groups: [
        { name: 'a', rules: [{ expr: 'up > 0', for: '1m' }] },
        { name: 'b', rules: [] },
      ],
      port: 1,
    }),
  ).toBe(
    `groups:
  - name: a
    rules:
      - expr: "up > 0"
        for: "1m"
  - name: b
    rules: []
port: 1
`,
  );
});

test('quotes what would be taken for anything but text', () => {
  const odd = ['yes', 'null', '10%', '- a', 'a: b', '#', '', '1.5', 'a"b', 'two\nlines', '{{ x }}', '*'];
  expect(yaml(odd)).toBe(odd.map((text) => `- ${JSON.stringify(text)}\n`).join(''));
});

test('keeps numbers and switches as they are', () => {
  expect(yaml({ port: 9362, on: true, text: 'true' })).toBe('port: 9362\n"on": true\ntext: "true"\n');
});

test('lays out a list in a list', () => {
  expect(yaml([['a', 'b'], {}])).toBe('- - a\n  - b\n- {}\n');
});
