/** What delivery appends to the log: receipts with the events that follow from them, and the engine's own events. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EmitCommand } from '../../core/index.ts';
import type { ChannelDefinition } from '../../define/index.ts';
import { REFUSED, TestChannel, Trial } from './trial.suite.ts';

const MAIL: ChannelDefinition = { kind: 'channel', id: 'mail', type: 'email', name: { en: 'Mail', zh: '邮件' } };
const definitionOf = (id: string) => (id === 'mail' ? MAIL : undefined);
const campaignOf = () => 'First order';
let trial: Trial;
beforeEach(async () => {
  trial = await Trial.open();
});
afterEach(() => trial.close());

describe('a message that was sent', () => {
  test('is a receipt and an event of its customer, in one append', async () => {
    const appends: number[] = [];
    const delivery = await trial.start({
      channels: [new TestChannel('mail')],
      definitionOf,
      campaignOf,
      append: async (entries) => {
        appends.push(entries.length);
        trial.entries.push(...entries);
      },
    });
    delivery.wake(await trial.send({ message: 'm1', channel: 'mail' }));
    await delivery.settled();
    expect(appends).toEqual([2]);
    expect(trial.receipts).toMatchObject([{ kind: 'sent', message: 'm1' }]);
    expect(trial.events).toEqual([
      {
        type: 'event',
        call: 'track',
        event: 'Email Delivered',
        messageId: 'm1.delivered',
        source: 'volano',
        time: 10_000,
        receivedAt: 10_000,
        identifiers: [],
        properties: {
          email_id: 'm1',
          email_subject: 'Hi 小明',
          campaign_id: 'first_order',
          campaign_name: 'First order',
          message_id: 'm1',
          journey: 'first_order',
          step: 'say_hello',
          channel: 'mail',
          template: 'welcome',
        },
        customer: 'c1',
        receipt: { kind: 'delivered', message: 'm1', channel: 'mail', purpose: 'news', journey: 'first_order', step: 'say_hello' },
      },
    ]);
  });

  test('that was captured has one too', async () => {
    const delivery = await trial.start({ channels: [], fallback: new TestChannel('capture') });
    delivery.wake(await trial.send({ message: 'm1' }));
    await delivery.settled();
    expect(trial.events.map(({ event }) => event)).toEqual(['Message Delivered']);
  });
});

test.each(['temporary', 'permanent'] as const)('a %s bounce is a failure and an event', async (bounced) => {
  const channel = new TestChannel('mail', () => ({ ...REFUSED, bounced }) as typeof REFUSED);
  const delivery = await trial.start({ channels: [channel], definitionOf });
  delivery.wake(await trial.send({ message: 'm1', channel: 'mail' }));
  await delivery.settled();
  expect(trial.receipts).toMatchObject([{ kind: 'failed', reason: 'address_invalid: nobody' }]);
  const permanent = bounced === 'permanent';
  expect(trial.events).toMatchObject([
    {
      event: 'Email Bounced',
      messageId: 'm1.bounced',
      properties: { permanent, text: 'address_invalid: nobody', email_subject: 'Hi 小明' },
      receipt: { kind: 'bounced', permanent },
    },
  ]);
});

test('another failure is a receipt alone', async () => {
  const delivery = await trial.start({ channels: [new TestChannel('mail', () => REFUSED)], definitionOf });
  delivery.wake(await trial.send({ message: 'm1', channel: 'mail' }));
  await delivery.settled();
  expect(trial.entries).toMatchObject([{ type: 'receipt', kind: 'failed' }]);
});

describe("the engine's own events", () => {
  const emit: EmitCommand = {
    type: 'emit',
    message: 'e1',
    customer: 'c1',
    call: 'track',
    event: 'Experiment Viewed',
    properties: { experiment_id: 'x' },
    at: 5_000,
  };

  test('are appended with the id of their row, and handed to no channel', async () => {
    const channel = new TestChannel('capture');
    const delivery = await trial.start({ channels: [channel], fallback: channel, clock: () => 7_000 });
    delivery.wake(await trial.put(emit, { ...emit, message: 'e2', call: 'identify', event: '$identify', traits: { vip: true } }));
    await delivery.settled();
    const own = { type: 'event', source: 'volano', time: 7_000, receivedAt: 10_000, identifiers: [], customer: 'c1' };
    expect(trial.entries).toEqual([
      { ...own, call: 'track', event: 'Experiment Viewed', messageId: 'e1', properties: { experiment_id: 'x' } },
      { ...own, call: 'identify', event: '$identify', messageId: 'e2', properties: { experiment_id: 'x' }, traits: { vip: true } },
    ]);
    expect(channel.ids).toEqual([]);
    expect(delivery.state()).toMatchObject({ open: 0, totals: { sent: 0, failed: 0 } });
  });

  test('are appended once in a life, and again by the next one while the engine has not consumed them', async () => {
    const first = await trial.start({ channels: [] });
    const ids = await trial.put(emit);
    first.wake(ids);
    await first.settled();
    first.wake(ids);
    await first.rescan();
    await first.settled();
    expect(trial.events).toHaveLength(1);
    await first.stop();
    await (await trial.start({ channels: [] })).settled();
    expect(trial.events.map(({ messageId }) => messageId)).toEqual(['e1', 'e1']);
    await trial.consume();
    await (await trial.start({ channels: [] })).settled();
    expect(trial.events).toHaveLength(2);
  });

  test('are appended when the log takes entries again', async () => {
    let refusals = 1;
    const delivery = await trial.start({
      channels: [],
      append: async (entries) => {
        if (refusals-- > 0) throw new Error('full');
        trial.entries.push(...entries);
      },
    });
    delivery.wake(await trial.put(emit));
    await delivery.settled();
    expect(trial.events).toHaveLength(1);
  });
});
