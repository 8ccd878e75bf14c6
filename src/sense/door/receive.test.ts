/** A batch gives the same, calls and answer, whether it was parsed or outlined. */
import { describe, expect, test } from 'vitest';
import { defineEvent } from '../../define/index.ts';
import { DEFAULT_LIMITS, type TimeRange } from '../call/index.ts';
import { compileDictionary, type Dictionary } from '../dictionary/index.ts';
import type { QuarantinedCall } from '../quarantine/index.ts';
import { readBody } from './body.ts';
import { type AcceptedCall, type Answer, type Append, type Reception, receiveCalls, receiveOutlined, VALUES_FREE } from './receive.ts';

interface Received {
  readonly how: 'parsed' | 'outlined';
  readonly answer: Answer;
  readonly calls: readonly { readonly value: string; readonly at: number }[];
  readonly refused: readonly QuarantinedCall[];
}

const receivedAt = Date.UTC(2026, 2, 1, 12);

interface Options {
  readonly callsMax?: number;
  readonly eventTime?: TimeRange;
  readonly dictionary?: Dictionary;
}

async function receive(text: string, options: Options = {}): Promise<Received> {
  const { callsMax, eventTime, dictionary } = options;
  const body = await readBody(Buffer.from(text), { complete: true, contentEncoding: undefined, limit: 1_000_000, callsMax });
  const calls: { value: string; at: number }[] = [];
  const refused: QuarantinedCall[] = [];
  const reception = {
    source: 'shop',
    route: 'batch',
    call: undefined,
    receivedAt,
    limits: DEFAULT_LIMITS,
    eventTime,
    dictionary,
    append: async (accepted: readonly AcceptedCall[]) =>
      void calls.push(...accepted.map(({ value, at }) => ({ value: Buffer.from(value).toString(), at }))),
    quarantine: { add: async (some: readonly QuarantinedCall[]) => void refused.push(...some) },
  };
  if ('refusal' in body) throw new Error(body.refusal.reason);
  const answer = await ('json' in body ? receiveCalls(body, reception) : receiveOutlined(body, reception));
  return { how: 'json' in body ? 'parsed' : 'outlined', answer, calls, refused };
}

async function bothWays(text: string, eventTime?: TimeRange, dictionary?: Dictionary): Promise<Received> {
  const options = { ...(eventTime && { eventTime }), ...(dictionary && { dictionary }) };
  const parsed = await receive(text, options);
  const outlined = await receive(text, { ...options, callsMax: 1_000 });
  expect([parsed.how, outlined.how]).toEqual(['parsed', 'outlined']);
  expect({ ...outlined, how: '' }).toEqual({ ...parsed, how: '' });
  return outlined;
}

const instant = '2026-03-01T11:59:00.000Z';
const item = (id: string, changes: object = {}): object => ({ type: 'track', event: 'A', userId: 'u', messageId: id, ...changes });

describe('with a dictionary', () => {
  const NAME = { en: '-', zh: '-' };
  const total = { total: { type: 'number', required: true } } as const;
  const dictionary = compileDictionary([
    defineEvent({ id: 'Flagged', name: NAME, properties: total }),
    defineEvent({ id: 'Trimmed', name: NAME, properties: { total: { type: 'number' } }, enforcement: 'omit' }),
    defineEvent({ id: 'Kept', name: NAME, properties: total, enforcement: 'quarantine' }),
    defineEvent({ id: 'Blocked', name: NAME, properties: total, enforcement: 'block' }),
    defineEvent({ id: '$page', name: NAME, properties: { title: { type: 'string', required: true } } }),
  ])!;
  const judged = (...calls: object[]): Promise<Received> => bothWays(JSON.stringify({ batch: calls }), undefined, dictionary);

  test('events are flagged, trimmed, or taken as they came', async () => {
    const { answer, calls } = await judged(
      item('1', { event: 'Flagged', properties: { total: 1 } }),
      item('2', { event: 'Flagged', properties: { total: '1' } }),
      item('3', { event: 'Trimmed', properties: { total: '1', other: true } }),
      item('4', { event: 'Undefined', properties: { total: '1' } }),
      item('5', { type: 'page', event: undefined, properties: {} }),
    );
    expect(answer).toEqual({ success: true, accepted: 5, quarantined: [] });
    const entries = calls.map(({ value }) => JSON.parse(value));
    expect(entries.map(({ violations }) => violations)).toEqual([
      undefined,
      [{ field: 'total', problem: 'type' }],
      [{ field: 'total', problem: 'type', omitted: true }],
      undefined,
      [{ field: 'title', problem: 'missing' }],
    ]);
    expect(entries.map(({ properties }) => properties)).toEqual([{ total: 1 }, { total: '1' }, { other: true }, { total: '1' }, {}]);
  });

  test('what is refused is kept whole, with every reason', async () => {
    const calls = [item('1', { event: 'Kept', properties: { total: 'x', note: 'n' } }), item('2', { event: 'Blocked' })];
    const { answer, refused } = await judged(...calls);
    expect(refused.map(({ raw }) => JSON.parse(raw))).toEqual(calls);
    expect(refused.map(({ code, field }) => [code, field])).toEqual([
      ['VOLANO_EVENT_INVALID', 'total'],
      ['VOLANO_EVENT_INVALID', 'total'],
    ]);
    expect(refused[0]!.reason).toContain('"Kept"');
    expect(answer).toMatchObject({ success: false, accepted: 0, code: 'VOLANO_EVENT_INVALID' });
  });

  test('of a quarantined event the sender could send nothing better: the request did not fail', async () => {
    const { answer } = await judged(item('1', { event: 'Kept' }));
    expect(answer.quarantined).toHaveLength(1);
    expect(answer.code).toBeUndefined();
  });
});

describe('parsed or outlined', () => {
  test('calls of all kinds, one beside the other', async () => {
    const calls = [
      item('1', { properties: { price: 1.5, 品名: '茶杯' }, timestamp: instant }),
      item('2', { type: 'identify', traits: { email: 'Ann@Example.com', tier: 'gold' } }),
      item('3', { type: 'page', name: 'Home', properties: { path: '/' } }),
      item('4', { type: 'group', groupId: 'g' }),
      item('5', { type: 'alias', previousId: 'p' }),
      item('6', { context: { traits: { city: 'Bath' }, externalIds: [{ id: 'c', type: 'card' }] } }),
      item('7', { userId: 17 }),
    ];
    const { answer, calls: appended } = await bothWays(JSON.stringify({ batch: calls, sentAt: '2026-03-01T12:00:30.000Z' }));
    expect(answer).toEqual({ success: true, accepted: 7, quarantined: [] });
    expect(appended.map(({ value }) => JSON.parse(value).messageId)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(JSON.parse(appended[0]!.value).time).toBe(receivedAt - 90_000);
  });

  test('refused calls among good ones keep their places and reasons', async () => {
    const calls = [item('1'), item('2', { event: '' }), item('3'), { type: 'track' }, item('5', { timestamp: 'noon' })];
    const { answer, refused } = await bothWays(JSON.stringify({ batch: calls }));
    expect(answer).toMatchObject({ success: false, accepted: 2, quarantined: [{ index: 1, messageId: '2' }, { index: 3 }, { index: 4 }] });
    expect(refused.map(({ raw }) => JSON.parse(raw))).toEqual([calls[1], calls[3], calls[4]]);
  });

  test('when no call is good the answer says why', async () => {
    const { answer } = await bothWays(JSON.stringify({ batch: [item('1'), item('2')], sentAt: 'never' }));
    expect(answer).toMatchObject({ success: false, accepted: 0, code: 'VOLANO_CALL_INVALID', field: 'sentAt' });
  });

  test('half characters and odd numbers', async () => {
    const odd = '{"type":"track","event":"A","userId":"u","messageId":"2","properties":{"text":"cut \\ud83c","price":1.50,"big":1e999}}';
    const cut = '{"type":"track","event":"A","userId":"u","messageId":"3","properties":{"text":"cut \\ud83c","price":1.50}}';
    const { answer, calls } = await bothWays(`{"batch":[${JSON.stringify(item('1'))},${odd},${cut}]}`);
    expect(answer).toMatchObject({ accepted: 2, quarantined: [{ index: 1, code: 'VOLANO_CALL_NUMBER_INVALID', field: 'properties.big' }] });
    expect(JSON.parse(calls[1]!.value).properties).toEqual({ text: 'cut \ufffd', price: 1.5 });
  });

  test('history is appended at the time of its events', async () => {
    const eventTime = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 11, 31) };
    const batch = [item('1', { timestamp: instant }), item('2'), item('3', { timestamp: '2026-02-01' })];
    const { calls, answer } = await bothWays(JSON.stringify({ batch, sentAt: 'never' }), eventTime);
    expect(answer).toMatchObject({ accepted: 2, quarantined: [{ index: 1 }] });
    expect(calls.map(({ at }) => at)).toEqual([Date.parse(instant), Date.UTC(2026, 1, 1)]);
  });

  test('ids are made for calls that have none', async () => {
    const text = JSON.stringify({ batch: [item('1'), item('2', { messageId: undefined })] });
    const { answer, calls } = await receive(text, { callsMax: 10 });
    expect(answer.generated).toEqual([{ index: 1, messageId: JSON.parse(calls[1]!.value).messageId }]);
  });
});

describe('values', () => {
  const large = (id: string): string => JSON.stringify({ batch: [item(id, { properties: { text: 'x'.repeat(30_000) } })] });
  const reception = (append: Append): Reception => {
    const quarantine = { add: async () => undefined };
    return { source: 's', route: 'batch', call: undefined, receivedAt, limits: DEFAULT_LIMITS, eventTime: undefined, append, quarantine };
  };
  const receiveLarge = async (id: string, append: Append): Promise<Answer> => {
    const body = await readBody(Buffer.from(large(id)), { complete: true, contentEncoding: undefined, limit: 1_000_000, callsMax: 10 });
    if (!('calls' in body)) throw new Error('it has no outline');
    return receiveOutlined(body, reception(append));
  };

  test('are written over once they are free, and not before', async () => {
    const seen: Uint8Array[] = [];
    const { promise: stored, resolve: store } = Promise.withResolvers<string>();
    const first = receiveLarge('1', ([call]) => {
      seen.push(call!.value);
      return stored;
    });
    await receiveLarge('2', async ([call]) => void seen.push(call!.value));
    expect(seen.map((value) => JSON.parse(Buffer.from(value).toString()).messageId)).toEqual(['1', '2']);
    store(VALUES_FREE);
    expect(await first).toMatchObject({ accepted: 1 });
    await receiveLarge('3', async ([call]) => void seen.push(call!.value));
    expect(seen.map((value) => JSON.parse(Buffer.from(value).toString()).messageId)).toEqual(['3', '2', '3']);
  });

  test('are not written over when they could not be stored', async () => {
    const seen: Uint8Array[] = [];
    const failing = receiveLarge('1', async ([call]) => {
      seen.push(call!.value);
      throw new Error('disk on fire');
    });
    await expect(failing).rejects.toThrow('disk on fire');
    await receiveLarge('2', async ([call]) => void seen.push(call!.value));
    expect(seen.map((value) => JSON.parse(Buffer.from(value).toString()).messageId)).toEqual(['1', '2']);
  });
});
