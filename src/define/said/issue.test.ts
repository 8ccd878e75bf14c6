import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { hintingWith, sayingWith, understandingWith } from '../../base/index.ts';
import { issueSaid } from './issue.ts';

const SECRET = 'a-secret-nobody-reads';

function issueOf(schema: z.ZodType, value: unknown): z.core.$ZodIssue {
  const [issue] = schema.safeParse(value).error?.issues ?? [];
  if (!issue) throw new Error('The value is right.');
  return issue;
}

describe('an issue without a sentence of its own says in Chinese what its kind says', () => {
  test.each<[string, z.ZodType, unknown, string]>([
    ['missing', z.string(), undefined, '缺失，应为文本'],
    ['missing number', z.number(), undefined, '缺失，应为数字'],
    ['another type', z.string(), 1, '应为文本，现在是数字'],
    ['no list', z.array(z.string()), { a: 1 }, '应为列表，现在是对象'],
    ['no object', z.strictObject({}), null, '应为对象，现在是空'],
    ['no truth', z.boolean(), SECRET, '应为布尔值，现在是文本'],
    ['no whole number', z.int(), 1.5, '应为整数'],
    ['nothing may be', z.never(), 1, '这里不应有值'],
    ['one unknown key', z.strictObject({}), { color: SECRET }, '没有 "color" 这个字段'],
    ['unknown keys', z.strictObject({}), { a: SECRET, b: 1 }, '没有 "a"、"b" 这些字段'],
    ['none of several', z.enum(['a', 'b']), SECRET, '应为其中之一："a"、"b"'],
    ['not the one', z.literal('a'), SECRET, '应为 "a"'],
    ['none of the kinds', z.discriminatedUnion('type', [z.object({ type: z.literal('a') })]), { type: SECRET }, '应为其中之一："a"'],
    ['none of the types', z.union([z.string(), z.number()]), true, '应为文本或数字'],
    ['none of the types or values', z.union([z.literal('all'), z.array(z.string())]), true, '应为 "all" 或列表'],
    ['none of the shapes', z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]), {}, '值不对'],
    ['no URL', z.url(), SECRET, '应为网址（URL）'],
    ['no address', z.email(), SECRET, '应为电子邮箱地址'],
    ['no date', z.iso.date(), SECRET, '应为日期，例如 "2026-05-01"'],
    ['no instant', z.iso.datetime(), SECRET, '应为 ISO 8601 的日期和时刻'],
    ['no such format', z.uuid(), SECRET, '不符合格式 uuid'],
    ['another pattern', z.string().regex(/^[0-9]+$/), SECRET, '与模式 /^[0-9]+$/ 不符'],
    ['too short', z.string().min(8), 'short', '应至少有 8 个字符'],
    ['too long', z.string().max(3), SECRET, '应至多有 3 个字符'],
    ['too few', z.array(z.string()).min(2), ['a'], '应至少有 2 项'],
    ['too many', z.array(z.string()).max(1), ['a', 'b'], '应至多有 1 项'],
    ['too small', z.number().min(3), 2, '应不小于 3'],
    ['not more', z.number().gt(3), 3, '应大于 3'],
    ['too large', z.number().max(3), 4, '应不大于 3'],
    ['not less', z.number().lt(3), 3, '应小于 3'],
    ['no multiple', z.number().multipleOf(5), 7, '应为 5 的倍数'],
    ['a wrong name', z.record(z.string().min(2), z.string()), { b: SECRET }, '名称不对：应至少有 2 个字符'],
    ['refused', z.string().refine(() => false), SECRET, '值不对'],
  ])('%s', (_name, schema, value, chinese) => {
    const issue = issueOf(schema, value);
    expect(issueSaid(issue)).toEqual({ en: issue.message, zh: chinese });
    // What is configured may be a secret: no sentence repeats it.
    expect(JSON.stringify(issueSaid(issue))).not.toContain(SECRET);
  });
});

describe('an issue with a sentence', () => {
  const CHINESE = { 'must be from {0} to {1}': '应在 {0} 到 {1} 之间', 'is "true", or left out': '应为 "true"，或不写' };
  const hint = hintingWith(sayingWith(CHINESE));
  const understood = understandingWith(CHINESE);

  test('says it as the catalogue of the room has it', () => {
    const whole = z.number().refine((value) => value < 5, hint`must be from ${1} to ${4}`);
    expect(issueSaid(issueOf(whole, 9), understood)).toEqual({ en: 'must be from 1 to 4', zh: '应在 1 到 4 之间' });
    const literal = z.literal('true', hint`is "true", or left out`);
    expect(issueSaid(issueOf(literal, 'x'), understood)).toEqual({ en: 'is "true", or left out', zh: '应为 "true"，或不写' });
  });

  test('says it as the schemas of definitions have it', () => {
    const date = z.string().refine(() => false, 'expected a date, e.g. "2026-05-01"');
    expect(issueSaid(issueOf(date, 'x'), understood).zh).toBe('应为日期，例如 "2026-05-01"');
  });

  test('says what its kind says where no catalogue has it', () => {
    expect(issueSaid(issueOf(z.string('a word, please'), 1), understood)).toEqual({ en: 'a word, please', zh: '应为文本' });
  });
});
