/** Where a text stops being JSON. Runs only after JSON.parse has refused it, whose messages do not say where. */
import type { Said, Sayable } from '../../base/index.ts';
import { said } from '../said.ts';

const SPACE = /[ \t\n\r]*/y;
/** A string (any character from space on, but quote and backslash), a number, a word or a sign. */
const TOKEN =
  /"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uffff]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[[\]{},:]/y;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or ]' | ', or }' | 'the end';

/** E.g. `at character 12 (line 1, column 13) stands "}" where a value is expected`. */
export function jsonFault(text: string): Said {
  if (text.trim() === '') return said`it is empty`;
  const { position, expected } = firstFault(text);
  const before = text.slice(0, position).split('\n');
  const sign = position < text.length && JSON.stringify(String.fromCodePoint(text.codePointAt(position)!));
  const found = sign ? said`stands ${sign}` : said`it ends`;
  const [line, column] = [before.length, before.at(-1)!.length + 1];
  return said`at character ${position} (line ${line}, column ${column}) ${found} where ${NAMES[expected]} is expected`;
}

const NAMES: Readonly<Record<Expected, Sayable>> = {
  value: said`a value`,
  'value or ]': said`a value or ]`,
  key: said`a key`,
  'key or }': said`a key or }`,
  ':': ':',
  ', or ]': said`, or ]`,
  ', or }': said`, or }`,
  'the end': said`the end`,
};

function firstFault(text: string): { position: number; expected: Expected } {
  const open: ('[' | '{')[] = [];
  let expected: Expected = 'value';
  let position = skip(text, 0);
  for (;;) {
    const token = tokenAt(text, position);
    const next: Expected | undefined = token === undefined ? undefined : after(token, expected, open);
    if (token === undefined || next === undefined || (expected === 'the end' && position === text.length)) return { position, expected };
    expected = next;
    position = skip(text, position + token.length);
  }
}

function skip(text: string, from: number): number {
  SPACE.lastIndex = from;
  SPACE.test(text);
  return SPACE.lastIndex;
}

function tokenAt(text: string, position: number): string | undefined {
  TOKEN.lastIndex = position;
  return TOKEN.exec(text)?.[0];
}

/** What may follow the token; undefined when the token itself was not allowed. */
function after(token: string, expected: Expected, open: ('[' | '{')[]): Expected | undefined {
  const close = (): Expected => {
    open.pop();
    return open.length === 0 ? 'the end' : open.at(-1) === '[' ? ', or ]' : ', or }';
  };
  if (expected === 'value' || expected === 'value or ]') {
    if (token === ']' && expected === 'value or ]') return close();
    if (token === '[' || token === '{') {
      open.push(token);
      return token === '[' ? 'value or ]' : 'key or }';
    }
    if (/^[\]},:]/.test(token)) return undefined;
    open.push('[');
    return close();
  }
  if (expected === 'key' || expected === 'key or }') {
    if (token === '}' && expected === 'key or }') return close();
    return token.startsWith('"') ? ':' : undefined;
  }
  if (expected === ':') return token === ':' ? 'value' : undefined;
  if (expected === 'the end') return undefined;
  if (token === ',') return expected === ', or ]' ? 'value' : 'key';
  return token === expected.at(-1) ? close() : undefined;
}
