import { describe, expect, it } from 'vitest';
import type { NamespaceDefinition } from '../../../define/index.ts';
import { compileIdentityRules } from './rules.ts';

const rules = compileIdentityRules([]);
const namespace = (id: string, priority: number, limit: number, blocked?: string[]): NamespaceDefinition => ({
  kind: 'namespace',
  id,
  name: { en: id, zh: id },
  priority,
  limit,
  ...(blocked ? { blocked } : {}),
});

describe('blocked values', () => {
  it.each([
    'null',
    'NULL',
    'undefined',
    'anonymous',
    'Anonymous',
    'void',
    'abc123',
    '-1',
    '0',
    '000000',
    '00-00',
    '---',
    'None',
    'NaN',
    '[object Object]',
    'guest',
  ])('%s identifies nobody', (value) => expect(rules.blocked(['user_id', value])).toBe('value'));

  it.each(['', ' ', '\t\n', '\u3000', ' '.repeat(40)])('a blank value (%j) identifies nobody', (value) => {
    expect(rules.blocked(['user_id', value])).toBe('empty');
  });

  it.each(['1', '10', 'nullable', 'u-0', '0a', 'abc1234', 'guest-17', '张三', '-10', '[object object]s'])('%s may identify', (value) => {
    expect(rules.blocked(['user_id', value])).toBeUndefined();
  });

  it('takes values up to 512 characters', () => {
    expect(rules.blocked(['user_id', 'x'.repeat(512)])).toBeUndefined();
    expect(rules.blocked(['user_id', 'x'.repeat(513)])).toBe('too_long');
  });

  it('blocks what a project lists, exactly as written, in that namespace only', () => {
    const own = compileIdentityRules([namespace('email', 5, 5, ['shop@example.com'])]);
    expect(own.blocked(['email', 'shop@example.com'])).toBe('value');
    expect(own.blocked(['email', 'Shop@example.com'])).toBeUndefined();
    expect(own.blocked(['phone', 'shop@example.com'])).toBeUndefined();
  });

  it('blocks what matches a pattern of the project', () => {
    const own = compileIdentityRules([{ ...namespace('email', 5, 5), blockedPatterns: ['@example[.]com$', '(?i)^test'] }]);
    expect(own.blocked(['email', 'a@example.com'])).toBe('pattern');
    expect(own.blocked(['email', 'TESTER@b.c'])).toBe('pattern');
    expect(own.blocked(['email', 'a@example.com.cn'])).toBeUndefined();
    expect(own.blocked(['phone', 'test'])).toBeUndefined();
  });

  it('takes no namespace that is empty, too long, unfit for a key or of limit 0', () => {
    expect(rules.blocked(['', 'x1'])).toBe('namespace');
    expect(rules.blocked(['n'.repeat(65), 'x1'])).toBe('namespace');
    expect(rules.blocked(['n'.repeat(64), 'x1'])).toBeUndefined();
    expect(rules.blocked(['a\u0000b', 'x1'])).toBe('namespace');
    expect(compileIdentityRules([namespace('kiosk', 95, 0)]).blocked(['kiosk', 'x1'])).toBe('namespace');
  });
});

describe('strength', () => {
  it('has built-in namespaces, one user id, unionid and external_userid per profile', () => {
    expect(['user_id', 'unionid', 'external_userid', 'phone'].map((id) => rules.of(id).limit)).toEqual([1, 1, 1, 2]);
    expect(rules.of('user_id').priority).toBe(1);
  });

  it('puts an unknown namespace between people and devices', () => {
    expect(rules.of('loyalty').priority).toBeGreaterThan(rules.of('openid').priority);
    expect(rules.of('loyalty').priority).toBeLessThan(rules.of('device').priority);
    expect(rules.of('loyalty').limit).toBe(5);
  });

  it('lets a project replace a built-in namespace and add its own', () => {
    const own = compileIdentityRules([namespace('phone', 9, 1), namespace('member', 2, 3)]);
    expect([own.of('phone').limit, own.of('phone').priority, own.of('member').limit, own.of('email').limit]).toEqual([1, 9, 3, 5]);
  });

  it('orders by priority, then namespace, then value', () => {
    const own = compileIdentityRules([namespace('b', 3, 9), namespace('a', 3, 9)]);
    const identifiers = [
      ['b', '1'],
      ['anonymous_id', 'z'],
      ['a', '2'],
      ['user_id', 'u'],
      ['a', '1'],
    ] as const;
    expect(identifiers.toSorted((x, y) => own.strongestFirst(x, y)).map((pair) => pair.join(':'))).toEqual([
      'user_id:u',
      'a:1',
      'a:2',
      'b:1',
      'anonymous_id:z',
    ]);
    expect(own.strongestFirst(['a', '1'], ['a', '1'])).toBe(0);
  });
});
