/** The contract of a channel. Each channel runs it: `channelContract('capture', fixture)`. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, OutgoingMessage } from './channel.ts';

export interface ChannelFixture {
  /** A fresh channel. Called before every test. */
  open(): Promise<Channel>;
  /** The same channel after its process died and another opened it. */
  reopen(channel: Channel): Promise<Channel>;
  /** Ids of the messages that reached the receiving end, once per arrival. */
  arrived(channel: Channel): Promise<readonly string[]>;
  /** Whether one id never arrives twice, also over restarts. */
  readonly exactlyOnce: boolean;
  close(): Promise<void>;
}

export function outgoing(id: string, overrides: Partial<OutgoingMessage['command']> = {}): OutgoingMessage {
  return {
    command: {
      type: 'send',
      message: id,
      customer: 'c1',
      channel: 'capture',
      template: 'welcome',
      templateVersion: 2,
      journey: 'first_order',
      journeyVersion: 3,
      step: 'say_hello',
      instance: 'i1',
      purpose: 'news',
      messageClass: 'marketing',
      variables: { trait: { first_name: '小明' } },
      at: 1_000,
      receivedAt: 2_000,
      ...overrides,
    },
    content: { format: 'html', subject: 'Hello 小明', body: '<p>Hello 小明</p>' },
    decidedAt: 3_000,
  };
}

export function channelContract(name: string, fixture: ChannelFixture): void {
  describe(`${name} keeps the contract of a channel`, () => {
    let channel: Channel;
    const signal = new AbortController().signal;
    beforeEach(async () => {
      channel = await fixture.open();
    });
    afterEach(() => fixture.close());

    test('C1: what was sent has arrived, also after the process is gone', async () => {
      expect(await channel.deliver(outgoing('m1'), signal)).toEqual({ outcome: 'sent' });
      channel = await fixture.reopen(channel);
      expect(await fixture.arrived(channel)).toEqual(['m1']);
    });

    test('C2: the same id again is sent again, and where promised arrives once', async () => {
      await channel.deliver(outgoing('m1'), signal);
      expect(await channel.deliver(outgoing('m1'), signal)).toEqual({ outcome: 'sent' });
      channel = await fixture.reopen(channel);
      expect(await channel.deliver(outgoing('m1'), signal)).toEqual({ outcome: 'sent' });
      const arrived = await fixture.arrived(channel);
      expect(new Set(arrived)).toEqual(new Set(['m1']));
      if (fixture.exactlyOnce) expect(arrived).toHaveLength(1);
    });

    test('C3, C4: an aborted call settles with an outcome', async () => {
      const controller = new AbortController();
      const attempt = channel.deliver(outgoing('m1'), controller.signal);
      controller.abort();
      const outcome = await attempt;
      if (outcome.outcome === 'failed') expect(outcome.reason).toMatch(/^[a-z_]+/);
      else expect(await fixture.arrived(channel)).toEqual(['m1']);
    });

    test('C5: overlapping calls for different messages all arrive, overlapping calls for one message are one', async () => {
      const ids = Array.from({ length: 200 }, (_, index) => `m${index}`);
      const outcomes = await Promise.all([...ids, ...ids].map((id) => channel.deliver(outgoing(id), signal)));
      expect(outcomes.every(({ outcome }) => outcome === 'sent')).toBe(true);
      const arrived = await fixture.arrived(channel);
      expect(new Set(arrived)).toEqual(new Set(ids));
      if (fixture.exactlyOnce) expect(arrived).toHaveLength(ids.length);
    });
  });
}
