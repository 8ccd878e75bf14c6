import { describe, expect, test } from 'vitest';
import { all, any, manual, not, property, tag, trait } from './build/conditions.ts';
import { defineTag } from './build/definitions.ts';
import { text } from './example.suite.ts';
import { isManual, manualRule, TAG_CHANGED } from './tag.ts';

const name = text('Name');
const ruled = (rule: Parameters<typeof defineTag>[0]['rule']) => defineTag({ id: 'vip', name, owner: 'crm', rule });

test('a manual tag asks what was last said of it', () => {
  expect(manual('vip')).toEqual({
    field: 'event.Tag Changed',
    operator: 'lastPerformed',
    value: {
      where: { combinator: 'and', rules: [{ field: 'property.tag', operator: '=', value: 'vip' }] },
      has: { combinator: 'and', rules: [{ field: 'property.set', operator: '=', value: true }] },
    },
  });
  expect(manual('vip')).toEqual(manualRule('vip'));
  expect(TAG_CHANGED).toBe('Tag Changed');
});

describe('a step can set a tag', () => {
  test.each([
    ['that asks for nothing else', ruled(manual('vip'))],
    ['that asks for it among others', ruled(any(manual('vip'), trait('spent').atLeast(1_000)))],
    ['that asks for it deep inside', ruled(all(tag('member'), any(trait('spent').atLeast(1_000), all(manual('vip')))))],
    ['that asks for its contrary', ruled(not(manual('vip')))],
  ])('%s', (_, definition) => {
    expect(isManual(definition)).toBe(true);
  });

  test('whatever the order in which its rule is written: releases sort the names', () => {
    const { where, has } = manualRule('vip').value as { where: object; has: object };
    const sorted = { field: 'event.Tag Changed', operator: 'lastPerformed', value: { has, where } } as ReturnType<typeof manualRule>;
    expect(isManual(ruled(sorted))).toBe(true);
  });
});

describe('a step cannot set a tag', () => {
  test.each([
    ['that follows from a trait', ruled(trait('spent').atLeast(1_000))],
    ['that asks of another one', ruled(manual('regular'))],
    ['that reads another event', ruled({ ...manualRule('vip'), field: 'event.Tag Seen' })],
    ['that asks whether anything was said at all', ruled({ field: 'event.Tag Changed', operator: 'performed', value: {} })],
    [
      'that asks by another property',
      ruled({ field: 'event.Tag Changed', operator: 'performed', value: { where: all(property('name').is('vip')) } }),
    ],
  ])('%s', (_, definition) => {
    expect(isManual(definition)).toBe(false);
  });
});
