/** What was kept in English is told in Chinese: all that the door says today, and what it has said before. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defineEvent } from '../../define/index.ts';
import { DEFAULT_LIMITS, Refusal, type RequestContext, readCall } from '../call/index.ts';
import { compileDictionary } from '../dictionary/index.ts';
import { readBody } from '../door/body.ts';
import { openQuarantine, reasonIn } from './index.ts';
import { segmentPath } from './segment.ts';

const name = { en: 'Order', zh: '订单' };
const dictionary = compileDictionary([
  defineEvent({
    id: 'Order Completed',
    name,
    enforcement: 'block',
    properties: { total: { type: 'number', required: true }, currency: { type: 'string', allowed: ['CNY'] } },
  }),
]);
const request: RequestContext = {
  source: 'shop',
  receivedAt: Date.UTC(2026, 2, 1),
  limits: { ...DEFAULT_LIMITS, callBytes: 2_000 },
  surrogates: false,
  newMessageId: () => 'm',
};
const track = { type: 'track', event: 'Seen', userId: 'ada', properties: {} };
const eventTime = { from: Date.UTC(2025, 0, 1), to: Date.UTC(2025, 11, 31) };

describe('what the door refuses, in Chinese', () => {
  test.each<[string, unknown, Partial<RequestContext>?]>([
    ['call：应为对象，实为列表。', []],
    ['call：应为对象，实为 null。', null],
    ['type：应为 track、identify、page、screen、group 或 alias。', {}],
    ['type：不是地址所指的“page”。', track, { call: 'page' }],
    ['event：应为所发生之事的名称，例如 "Order Completed"。', { ...track, event: 7 }],
    ['event：有 300 个字符，最多接受 255 个。', { ...track, event: 'e'.repeat(300) }],
    ['event：“$identify”是保留名称，请改发同名的调用。', { ...track, event: '$identify' }],
    ['event：含有半个字符（孤立的代理项）。', { ...track, event: '\ud800' }],
    ['messageId：应为文本，实为数字。', { ...track, messageId: 7 }],
    ['userId：是布尔值。标识是 1 到 500 个字符的文本，不含控制字符。', { ...track, userId: true }],
    ['userId：是带小数的数字，或过大。标识是 1 到 500 个字符的文本，不含控制字符。', { ...track, userId: 0.5 }],
    ['userId：含有控制字符。标识是 1 到 500 个字符的文本，不含控制字符。', { ...track, userId: 'a\u0001b' }],
    ['context.externalIds：应为 { id, type } 的列表，实为文本。', { ...track, context: { externalIds: 'x' } }],
    ['context.externalIds[0]：不是对象，应为 { id, type }。', { ...track, context: { externalIds: [1] } }],
    [
      'context.externalIds[0].type：应为命名空间：1 到 64 个字母、数字和 _ . : -。',
      { ...track, context: { externalIds: [{ id: 'a', type: ' ' }] } },
    ],
    ['properties：应为对象，实为文本。', { ...track, properties: 'x' }],
    ['name：应为文本，实为对象。', { type: 'page', userId: 'ada', name: {} }],
    ['groupId：缺失；group 调用需要它。', { type: 'group', userId: 'ada' }],
    ['previousId：缺失，或与 userId 相同；alias 调用连接两个标识。', { type: 'alias', userId: 'ada' }],
    ['timestamp：缺失；历史按每个事件的时间重放。', track, { eventTime }],
    ['timestamp：不是时间；请写 ISO 8601，例如 "2026-03-01T09:30:00Z"，或 1970 年以来的毫秒数。', { ...track, timestamp: 'today' }],
    [
      'timestamp：2026-01-01T00:00:00.000Z 不在 2025-01-01T00:00:00.000Z 到 2025-12-31T00:00:00.000Z 之间。请更正时间，或声明更大的范围。',
      { ...track, timestamp: '2026-01-01T00:00:00Z' },
      { eventTime },
    ],
    ['properties.a: b.__proto__：不接受键“__proto__”。请改名。', { ...track, properties: { 'a: b': JSON.parse('{"__proto__":1}') } }],
    ['该调用没有指明客户。请给出 userId、anonymousId 或 context.externalIds。', { ...track, userId: null }],
    [
      '事件“Order Completed”不符合数据字典：“total”缺失；“currency”不在允许的值之中。它已存入隔离区；请更正发送方，或用“volano quarantine”更正后重放。',
      { ...track, event: 'Order Completed', properties: { currency: 'USD' } },
      { dictionary },
    ],
  ])('%s', (chinese, item, more = {}) => {
    const refusal = readCall(item, { ...request, ...more }) as Refusal;
    expect(refusal).toBeInstanceOf(Refusal);
    expect(reasonIn(refusal, 'zh')).toBe(chinese);
    expect(reasonIn(refusal, 'en')).toBe(refusal.reason);
  });

  test.each([
    ['', '请求体不是 JSON：内容为空。'],
    ['{"batch": [', '请求体不是 JSON：字符 11（第 1 行第 12 列）处内容就结束了，此处应为值或 ]。'],
    ['[1 2]', '请求体不是 JSON：字符 3（第 1 行第 4 列）处出现 "2"，此处应为“,”或“]”。'],
    ['{"a":1;}', '请求体不是 JSON：字符 6（第 1 行第 7 列）处出现 ";"，此处应为“,”或“}”。'],
  ])('the body %j', async (text, chinese) => {
    const body = await readBody(Buffer.from(text), { complete: true, contentEncoding: undefined, limit: 1_000, callsMax: undefined });
    expect(reasonIn((body as { refusal: Refusal }).refusal, 'zh')).toBe(chinese);
  });
});

test('what was kept by an earlier version is told as well, from the disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'volano-reasons-'));
  try {
    const old = { at: 1, source: 'pos', route: 'batch', index: 0, raw: '{}', form: 'json', truncated: false };
    const kept = [
      { code: 'VOLANO_CALL_INVALID', field: 'properties', reason: 'properties: is a list; it must be an object.' },
      {
        code: 'VOLANO_EVENT_INVALID',
        field: 'total',
        reason:
          'The event "Order Completed" does not keep to the data dictionary: "total" is missing. It is kept in the quarantine; correct the sender, or correct and replay it with "volano quarantine".',
      },
    ];
    await writeFile(
      segmentPath(folder, 1),
      [{ segment: 1, before: 0 }, ...kept.map((told) => ({ ...old, ...told }))].map((line) => `${JSON.stringify(line)}\n`).join(''),
    );
    const quarantine = await openQuarantine({ path: folder });
    const records = await quarantine.read({ limit: 9 });
    await quarantine.close();
    expect(records.map((record) => reasonIn(record, 'zh'))).toEqual([
      'properties：应为对象，实为列表。',
      '事件“Order Completed”不符合数据字典：“total”缺失。它已存入隔离区；请更正发送方，或用“volano quarantine”更正后重放。',
    ]);
    expect(records.map((record) => reasonIn(record, 'en'))).toEqual(kept.map(({ reason }) => reason));
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.each([
  ['VOLANO_GONE_LONG_AGO', '', 'A sentence of a code that is gone.'],
  ['VOLANO_CALL_INVALID', 'type', 'A sentence that was worded otherwise.'],
  ['VOLANO_CALL_INVALID', 'other', 'type: is a list; it must be text.'],
  ['toString', '', 'no code at all'],
])('what is not known stays as it was: %s %s', (code, field, reason) => {
  expect(reasonIn({ code, field, reason }, 'zh')).toBe(reason);
});

test('of what is known in part, the known is told', () => {
  const told = { code: 'VOLANO_CALL_INVALID', field: 'type', reason: 'type: was worded otherwise.' };
  expect(reasonIn(told, 'zh')).toBe('type：was worded otherwise。');
});
