import { describe, expect, test } from 'vitest';
import { defineChannel, definePolicy, defineProject, defineTrait, defineWorkspace } from '../build/definitions.ts';
import type { SensitiveWords } from '../policy.ts';
import { problemsOf } from './validate.ts';

const name = { en: 'N', zh: '名' };
const list = (id: string, words: readonly string[], more: Partial<SensitiveWords> = {}): SensitiveWords => ({
  id,
  severity: 'block',
  words,
  ...more,
});
const problems = (...sensitiveWords: readonly SensitiveWords[]): string[] =>
  problemsOf(
    defineProject(
      defineWorkspace({ id: 'w', name, timeZone: 'UTC', currency: 'EUR', seed: 's' }),
      ...['phone', 'push_token'].map((id) => defineTrait({ id, name, type: 'string' })),
      defineChannel({ id: 'text', name, type: 'sms', signature: 'Shop' }),
      defineChannel({ id: 'push', name, type: 'push' }),
      definePolicy({ sensitiveWords }),
    ),
  ).map(({ message }) => message);

describe('lists of sensitive words', () => {
  test('pass when nothing is wrong with them', () => {
    const lists = [
      list('law', ['最佳', '第一'], { except: ['第一时间'], note: { en: 'Say what it is', zh: '请说事实' } }),
      list('house', ['cheap'], { severity: 'warn' }),
      list('sms', ['贷款'], { severity: 'review', channels: ['text'] }),
      list('elsewhere', ['贷款'], { severity: 'warn', channels: ['push', 'capture'] }),
    ];
    expect(problems(...lists)).toEqual([]);
  });

  test.each<[string, readonly SensitiveWords[], string]>([
    ['two of one id', [list('a', ['x']), list('a', ['y'])], 'sensitiveWords[1].id: another list of sensitive words has the id "a" already'],
    ['a word twice in one', [list('a', ['Best', 'ｂｅｓｔ'])], 'sensitiveWords[0].words[1]: "ｂｅｓｔ" is in this list already'],
    ['a word in two', [list('a', ['最佳']), list('b', ['最 佳'])], 'sensitiveWords[1].words[0]: "最 佳" is in list "a" already'],
    [
      'a word in two for one channel',
      [list('a', ['x'], { channels: ['text'] }), list('b', ['x'], { channels: ['push', 'text'] })],
      'sensitiveWords[1].words[0]: "x" is in list "a" already',
    ],
    ['a word of nothing', [list('a', ['\u200b'])], 'sensitiveWords[0].words[0]: nothing of this word can be seen'],
    ['an exception to nothing', [list('a', ['x'], { except: ['xy'] })], 'sensitiveWords[0].except[0]: "xy" holds no word of this list'],
    ['a channel that there is not', [list('a', ['x'], { channels: ['fax'] })], 'sensitiveWords[0].channels[0]'],
  ])('%s is refused', (_, lists, said) => {
    const found = problems(...lists);
    expect(found).toHaveLength(1);
    expect(found[0]!.replace(' at ', ': ')).toContain(said.split(': ')[0]!);
    expect(found[0]).toContain(said.split(': ').slice(1).join(': '));
  });

  test.each<[string, object]>([
    ['no words', { words: [] }],
    ['white space for a word', { words: ['  '] }],
    ['a word without end', { words: ['x'.repeat(101)] }],
    ['a severity of its own', { severity: 'forbid' }],
    ['no channel at all', { channels: [] }],
  ])('%s have no such shape', (_, more) => {
    expect(problems({ ...list('a', ['x']), ...more } as SensitiveWords)).toHaveLength(1);
  });
});
