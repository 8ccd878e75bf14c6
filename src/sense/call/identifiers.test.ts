import { describe, expect, test } from 'vitest';
import type { Identifier, Json } from '../../core/index.ts';
import { addExternalIds, addIdentifier, addTraitIdentifiers, identifierText, normalised } from './identifiers.ts';
import { Refusal } from './refusal.ts';

describe('the text of an identifier', () => {
  test.each<[Json | undefined, string | undefined]>([
    ['u-1', 'u-1'],
    ['  u-1 ', 'u-1'],
    ['张三', '张三'],
    [17, '17'],
    [-3, '-3'],
    [9007199254740991, '9007199254740991'],
    ['', undefined],
    ['   ', undefined],
    [null, undefined],
    [undefined, undefined],
    ['x'.repeat(500), 'x'.repeat(500)],
  ])('case %#', (value, expected) => {
    expect(identifierText(value, 'userId')).toBe(expected);
  });

  test.each<[Json, string]>([
    [true, 'true or false'],
    [{}, 'an object'],
    [['u'], 'a list'],
    [1.5, 'fraction'],
    [9007199254740992, 'too large'],
    ['x'.repeat(501), '501 characters'],
    ['a\u0000b', 'control character'],
    ['a\nb', 'control character'],
    ['a\ud83d', 'surrogate'],
  ])('refused, case %#', (value, reason) => {
    const result = identifierText(value, 'userId');
    expect(result).toBeInstanceOf(Refusal);
    expect(result).toMatchObject({ code: 'VOLANO_IDENTIFIER_INVALID', field: 'userId' });
    expect((result as Refusal).reason).toContain(reason);
  });
});

describe('one spelling', () => {
  test.each([
    ['email', 'Ann.Li@Example.COM', 'ann.li@example.com'],
    ['email', 'no address', undefined],
    ['email', 'a@b', undefined],
    ['email', `${'x'.repeat(250)}@b.cn`, undefined],
    ['phone', '+86 138-0013-8000', '8613800138000'],
    ['phone', '0086 (138) 0013.8000', '8613800138000'],
    ['phone', '13800138000', '13800138000'],
    ['phone', '123', undefined],
    ['phone', 'call me', undefined],
    ['openid', 'Ox-ABC', 'Ox-ABC'],
  ])('%s, case %#', (namespace, text, expected) => {
    expect(normalised(namespace, text)).toBe(expected);
  });
});

describe('collecting', () => {
  test('each identifier stands once, in order', () => {
    const found: Identifier[] = [];
    expect(addIdentifier(found, 'u', { namespace: 'user_id', field: 'userId' })).toBeUndefined();
    expect(
      addExternalIds(found, [
        { id: 'u', type: 'user_id' },
        { id: 5, type: 'card', collection: 'users', encoding: 'none' },
        { id: 'A@B.cn', type: 'email' },
      ]),
    ).toBeUndefined();
    addTraitIdentifiers(found, { email: ' a@b.CN ', phone: 13800138000 });
    expect(found).toEqual([
      ['user_id', 'u'],
      ['card', '5'],
      ['email', 'a@b.cn'],
      ['phone', '13800138000'],
    ]);
  });

  test('identifiers of accounts and empty ones name no person', () => {
    const found: Identifier[] = [];
    expect(
      addExternalIds(found, [
        { id: 'acme', type: 'company', collection: 'accounts' },
        { id: '', type: 'card' },
        { id: null, type: 'card' },
      ]),
    ).toBeUndefined();
    expect(addExternalIds(found, null)).toBeUndefined();
    expect(found).toEqual([]);
  });

  test('traits that are no address or number do not identify', () => {
    const found: Identifier[] = [];
    addTraitIdentifiers(found, { email: 'ask me', phone: '1'.repeat(30) });
    addTraitIdentifiers(found, { email: 5, phone: 1.5 });
    addTraitIdentifiers(found, { email: ['a@b.cn'], phone: {} });
    expect(found).toEqual([]);
  });

  test.each<[Json, string, string]>([
    ['u', 'context.externalIds', 'VOLANO_CALL_INVALID'],
    [{}, 'context.externalIds', 'VOLANO_CALL_INVALID'],
    [Array.from({ length: 26 }, () => ({ id: 'a', type: 'card' })), 'context.externalIds', 'VOLANO_CALL_INVALID'],
    [['u'], 'context.externalIds[0]', 'VOLANO_CALL_INVALID'],
    [[{ id: 'a', type: 'card' }, { id: 'b' }], 'context.externalIds[1].type', 'VOLANO_CALL_INVALID'],
    [[{ id: 'b', type: 'has space' }], 'context.externalIds[0].type', 'VOLANO_CALL_INVALID'],
    [[{ id: 'b', type: 'x'.repeat(65) }], 'context.externalIds[0].type', 'VOLANO_CALL_INVALID'],
    [[{ id: {}, type: 'card' }], 'context.externalIds[0].id', 'VOLANO_IDENTIFIER_INVALID'],
  ])('refused, case %#', (value, field, code) => {
    expect(addExternalIds([], value)).toMatchObject({ field, code });
  });
});
