import { describe, expect, test } from 'vitest';
import { namespaceSchema, workspaceSchema } from './policy.ts';

const till = { kind: 'namespace', id: 'till', name: { en: 'Till', zh: '收银台' }, priority: 95, limit: 1 };
const shop = { kind: 'workspace', id: 'shop', name: { en: 'Shop', zh: '商店' }, timeZone: 'Asia/Shanghai', currency: 'CNY', seed: 's' };

const faults = (
  schema: { safeParse(data: unknown): { error?: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } } },
  data: unknown,
) => schema.safeParse(data).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('a namespace', () => {
  test.each([
    {},
    { limit: 5, per: '7d' },
    { blocked: ['x'], blockedPatterns: ['^test', '(?i)demo$', '\\p{Han}+'] },
    { merges: false },
    { merges: true },
  ])('may say %j', (more) => {
    expect(faults(namespaceSchema, { ...till, ...more })).toBeUndefined();
  });

  test.each([
    [{ per: '0d' }, 'per: expected a duration'],
    [{ per: 7 }, 'per: '],
    [{ blockedPatterns: ['a', '(?<=b)c'] }, 'blockedPatterns.1: expected a regular expression of RE2'],
    [{ blockedPatterns: ['a'.repeat(501)] }, 'blockedPatterns.0: '],
    [{ blockedPatterns: '^x' }, 'blockedPatterns: '],
    [{ merges: 'no' }, 'merges: '],
    [{ merge: false }, ': Unrecognized key'],
  ])('may not say %j', (more, fault) => {
    expect(faults(namespaceSchema, { ...till, ...more })?.[0]).toContain(fault);
  });
});

describe('fan-in of a workspace', () => {
  test('is so many merges within a time', () => {
    expect(faults(workspaceSchema, { ...shop, fanIn: { max: 5, per: '1h' } })).toBeUndefined();
  });

  test.each([
    [{ max: 0, per: '1h' }, 'fanIn.max: '],
    [{ max: 101, per: '1h' }, 'fanIn.max: '],
    [{ max: 1.5, per: '1h' }, 'fanIn.max: '],
    [{ max: 5 }, 'fanIn.per: '],
    [{ max: 5, per: 'hour' }, 'fanIn.per: expected a duration'],
  ])('is not %j', (fanIn, fault) => {
    expect(faults(workspaceSchema, { ...shop, fanIn })?.[0]).toContain(fault);
  });
});
