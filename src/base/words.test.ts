import { describe, expect, test } from 'vitest';
import { messageOf } from './volano-error.ts';
import { kindOf, wordOf } from './words.ts';

describe('words of a closed set', () => {
  test('are told in Chinese within a message, and stay as they are in English', () => {
    const details = { kind: 'dead letter', id: '7' } as const;
    expect(messageOf('VOLANO_RESOURCE_UNKNOWN', details)).toContain('There is no dead letter "7".');
    expect(messageOf('VOLANO_RESOURCE_UNKNOWN', details, 'zh')).toContain('没有死信“7”。');
    expect(messageOf('VOLANO_ROLLOUT_STATE', { id: 'r', state: 'paused' }, 'zh')).toContain('状态是已暂停，');
    expect(messageOf('VOLANO_CHANNELS_EXPOSED', { path: 'f', access: 'read', mode: '600' }, 'zh')).toContain(
      'f 可被此机器的其他用户读取。',
    );
    expect(messageOf('VOLANO_DRAFT_DECIDED', { id: 'd', by: 'ben', action: 'rejected' }, 'zh')).toContain('（已退回）');
  });

  test('are none of other details, and none of their own that are not known', () => {
    expect([wordOf('kind', 'tag'), wordOf('state', 'tag'), wordOf('id', 'tag')]).toEqual(['标签', undefined, undefined]);
    expect([wordOf('kind', 'toString'), wordOf('toString', 'x')]).toEqual([undefined, undefined]);
  });

  test('one of another kind does not compile', () => {
    // @ts-expect-error there is no such kind of things
    expect(messageOf('VOLANO_RESOURCE_UNKNOWN', { kind: 'thing', id: 'x' }, 'zh')).toContain('thing');
  });
});

test('a kind is told in both languages', () => {
  expect(kindOf('tag_group')).toEqual({ en: 'tag group', zh: '标签组' });
  expect(kindOf('journey')).toEqual({ en: 'journey', zh: '旅程' });
  expect(kindOf('something_else')).toEqual({ en: 'something else', zh: 'something else' });
});
