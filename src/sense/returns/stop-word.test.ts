import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isStopWord } from './stop-word.ts';

const WORDS = ['R', 'T', 'TD', 'N', 'STOP', 'UNSUBSCRIBE', 'CANCEL', 'QUIT', 'END', '退订', '取消', '拒收', 'Stop All', 'opt-out'];

test.each(WORDS)('%s stops', (word) => {
  expect(isStopWord(word)).toBe(true);
});

test('case, spaces, punctuation and full-width letters make no difference', () => {
  const wide = (text: string): string => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
  const around = fc.string({
    unit: fc.constantFrom(' ', '\u3000', '.', '。', '!', '！', '\n', '\t', '"', '【', '】', '\u200b'),
    maxLength: 6,
  });
  fc.assert(
    fc.property(fc.constantFrom(...WORDS), around, around, fc.boolean(), fc.boolean(), (word, before, after, isWide, isLower) => {
      const cased = isLower ? word.toLowerCase() : word;
      expect(isStopWord(before + (isWide ? wide(cased) : cased) + after)).toBe(true);
    }),
  );
});

test('nor does how much space a telephone puts around it', () => {
  expect(isStopWord(`${'\n'.repeat(200)}TD${' '.repeat(1_000)}`)).toBe(true);
});

test.each(['TD退订', '退订TD', '回复R', '回复 TD', 'Reply STOP', 'ＴＤ 退订'])('%s stops, as people send it back', (text) => {
  expect(isStopWord(text)).toBe(true);
});

test.each([
  '',
  '回复',
  'reply',
  '回复收到',
  'TD退货',
  '好的退订',
  ' ',
  'no',
  'thanks',
  'T恤还有吗',
  '不退订',
  '我要退订单',
  'R2',
  'stop by tomorrow',
  'Please do not stop',
  'td '.repeat(50),
  '1',
])('%j does not stop', (text) => {
  expect(isStopWord(text)).toBe(false);
});
