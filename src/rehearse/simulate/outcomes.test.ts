import { describe, expect, test } from 'vitest';
import { customerIdOf, effectIdOf } from '../../base/index.ts';
import { type EmitCommand, type Entry, type EventEntry, OWN_SOURCE, type ReceiptEntry, type SendCommand } from '../../core/index.ts';
import { Outcomes } from './outcomes.ts';
import { Positions } from './positions.ts';

const BOUNDARY = 10;
const idAt = (position: number, ordinal = 1) => effectIdOf('m', { partition: 0, position, ordinal });
const customerAt = (position: number) => customerIdOf(1_000, { partition: 0, position, ordinal: 0 });
const ADA = customerAt(2);

const send = (message: string, more: Partial<SendCommand> = {}): SendCommand => ({
  type: 'send',
  message,
  customer: ADA,
  channel: 'mail',
  template: 'note',
  templateVersion: 1,
  journey: 'cart',
  journeyVersion: 1,
  step: 'remind',
  instance: effectIdOf('i', { partition: 0, position: 9, ordinal: 1 }),
  purpose: 'offers',
  messageClass: 'marketing',
  variables: {},
  at: 900,
  receivedAt: 900,
  ...more,
});
const emit = (message: string): EmitCommand => ({
  type: 'emit',
  message,
  customer: ADA,
  call: 'track',
  event: 'Experiment Viewed',
  properties: { instance: idAt(12) },
  at: 900,
});
const receipt = (message: string, more: Partial<ReceiptEntry> = {}): ReceiptEntry => ({
  type: 'receipt',
  kind: 'failed',
  customer: ADA,
  message,
  channel: 'mail',
  decidedAt: 900,
  dispatchedAt: 950,
  ...more,
});
const own = (messageId: string, more: Partial<EventEntry> = {}): EventEntry => ({
  type: 'event',
  call: 'track',
  event: 'Email Opened',
  messageId,
  source: OWN_SOURCE,
  time: 1,
  receivedAt: 1,
  identifiers: [],
  properties: {},
  customer: ADA,
  ...more,
});
const opened = (message: string, step = 'remind') =>
  own(`${message}.opened`, { receipt: { kind: 'opened', message, channel: 'mail', purpose: 'offers', journey: 'cart', step } });

/** A history with a receipt for each of these messages, and these events of its engine. */
function outcomesOf({
  receipts = [],
  emitted = [],
  isDraft = true,
}: {
  receipts?: readonly ReceiptEntry[];
  emitted?: readonly string[];
  isDraft?: boolean;
}) {
  const positions = new Positions(BOUNDARY);
  const index = {
    receipts: new Map(receipts.map(({ message, customer, channel }) => [message, { customer, channel }])),
    emitted: new Set(emitted),
  };
  const outcomes = new Outcomes({
    index,
    positions,
    isDraft,
    channelOf: (id) => (id === 'mail' ? { kind: 'channel', id, type: 'email', name: { en: 'Mail', zh: '邮件' } } : undefined),
    campaignOf: () => 'Cart',
  });
  return { outcomes, positions };
}

describe('a message that the history has too', () => {
  test('has its outcome, once, and what came back about it (A1)', () => {
    const { outcomes } = outcomesOf({ receipts: [receipt(idAt(12))] });
    expect(outcomes.said([send(idAt(12))], 950)).toEqual([]);
    expect(outcomes.stored(receipt(idAt(12)))).toEqual(receipt(idAt(12)));
    expect(outcomes.stored(opened(idAt(12)))).toEqual(opened(idAt(12)));
    expect(outcomes.stored(receipt(idAt(12)))).toBeUndefined();
    expect(outcomes.counts).toEqual({ fromHistory: 1, assumed: 0, leftOut: 1 });
  });

  test('is one for the same customer on the same channel, at the same step for what came back', () => {
    const { outcomes } = outcomesOf({ receipts: [receipt(idAt(12)), receipt(idAt(13), { customer: customerAt(3) }), receipt(idAt(14))] });
    expect(outcomes.said([send(idAt(12), { channel: 'text' }), send(idAt(13))], 950)).toHaveLength(4);
    expect(outcomes.said([send(idAt(14), { step: 'other' })], 950)).toEqual([]);
    expect(outcomes.stored(opened(idAt(14)))).toBeUndefined();
    expect(outcomes.stored(opened(idAt(14), 'other'))).toBeDefined();
  });

  test('is found where entries have moved, and all ids are those of the simulation', () => {
    const { outcomes, positions } = outcomesOf({ receipts: [receipt(idAt(12), { customer: customerAt(11) })] });
    positions.add();
    for (const position of [11, 12]) positions.keep(position);
    const moved = send(idAt(13), { customer: customerAt(12) });
    expect(outcomes.said([moved], 950)).toEqual([]);
    expect(outcomes.stored(receipt(idAt(12), { customer: customerAt(11) }))).toMatchObject({ message: idAt(13), customer: customerAt(12) });
    const returned = { ...opened(idAt(12)), customer: customerAt(11), properties: { message_id: idAt(12), note: idAt(12), link: 'x' } };
    expect(outcomes.stored(returned)).toMatchObject({
      messageId: `${idAt(13)}.opened`,
      customer: customerAt(12),
      receipt: { message: idAt(13) },
      properties: { message_id: idAt(13), note: idAt(12), link: 'x' },
    });
  });
});

describe('any other message', () => {
  test('is taken to be handed over at its decision, and to arrive (A2)', () => {
    const { outcomes } = outcomesOf({});
    expect(outcomes.said([send(idAt(12))], 950)).toMatchObject([
      { type: 'receipt', kind: 'sent', message: idAt(12), customer: ADA, handedAt: 900, decidedAt: 950 },
      { type: 'event', event: 'Email Delivered', messageId: `${idAt(12)}.delivered`, customer: ADA, receipt: { kind: 'delivered' } },
    ]);
    expect(outcomes.counts.assumed).toBe(1);
  });

  test('through a channel that has no definition arrives all the same', () => {
    const { outcomes } = outcomesOf({});
    expect(outcomes.said([send(idAt(12), { channel: 'capture' })], 950)[1]).toMatchObject({ event: 'Message Delivered' });
  });
});

describe('what the history says', () => {
  test('of messages that the draft does not send counts nothing (A3)', () => {
    const { outcomes } = outcomesOf({ receipts: [receipt(idAt(12))], emitted: [idAt(13)] });
    const told: readonly Entry[] = [
      receipt(idAt(12)),
      opened(idAt(12)),
      own(idAt(13)),
      { type: 'redeliver', by: 'staff', command: send(idAt(12)) },
      { type: 'release', release: { number: 2, definitions: [] } },
      { type: 'backfill', action: 'done', since: 2, chunks: 0 },
    ];
    expect(told.map((entry) => outcomes.stored(entry))).toEqual(told.map(() => undefined));
    expect(outcomes.counts.leftOut).toBe(told.length);
  });

  test('of messages from before stays (A4)', () => {
    const { outcomes } = outcomesOf({});
    const told: readonly Entry[] = [
      receipt(idAt(8)),
      opened(idAt(8)),
      own(idAt(9)),
      { type: 'redeliver', by: 'staff', command: send(idAt(8)) },
      { type: 'control', identifiers: [['user_id', 'ada']], by: 'staff', action: 'suppress', reason: 'asked' },
    ];
    expect(told.map((entry) => outcomes.stored(entry))).toEqual(told);
  });

  test('of an event of the engine stands once, where the draft leads to it as well', () => {
    const { outcomes } = outcomesOf({ emitted: [idAt(12)] });
    expect(outcomes.said([emit(idAt(12))], 950)).toEqual([]);
    expect(outcomes.stored(own(idAt(12)))).toBeDefined();
    expect(outcomes.stored(own(idAt(12)))).toBeUndefined();
    expect(outcomes.said([emit(idAt(13))], 950)).toMatchObject([{ event: 'Experiment Viewed', time: 950, customer: ADA }]);
  });

  test('of releases stays where no draft comes in', () => {
    const { outcomes } = outcomesOf({ isDraft: false });
    expect(outcomes.stored({ type: 'release', release: { number: 2, definitions: [] } })).toBeDefined();
  });

  test('of partings names entries and customers where they are now, without those that fell out', () => {
    const { outcomes, positions } = outcomesOf({});
    positions.add();
    positions.keep(11);
    positions.drop(12);
    positions.keep(13);
    const parting = {
      customer: customerAt(11),
      by: 'staff',
      positions: [4, 11, 12, 13],
      upTo: 12,
      returned: [
        [13, 11],
        [13, 12],
      ],
    } as const;
    expect(outcomes.stored({ type: 'unmerge', from: [customerAt(3)], ...parting })).toEqual({
      type: 'unmerge',
      by: 'staff',
      customer: customerAt(12),
      from: [customerAt(3)],
      positions: [4, 12, 13],
      upTo: 12,
      returned: [[13, 12]],
    });
    expect(outcomes.stored({ type: 'unbind', identifier: ['user_id', 'ada'], ...parting })).toMatchObject({
      customer: customerAt(12),
      positions: [4, 12, 13],
    });
  });
});
