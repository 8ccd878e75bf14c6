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
  /** Makes the receiving end refuse from now on, telling all it knows; absent where nothing can refuse. */
  readonly refusing?: Refusing;
  /** What the fixture's messages differ in, e.g. the address that its channel needs. */
  readonly command?: Partial<OutgoingMessage['command']>;
  close(): Promise<void>;
}

interface Refusing {
  /** What must not be found in any outcome. */
  readonly secrets: readonly string[];
  /** Refuses what may succeed later; and what never will. */
  readonly retryable: () => void;
  readonly final: () => void;
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
    const message = (id: string): OutgoingMessage => outgoing(id, fixture.command);
    beforeEach(async () => {
      channel = await fixture.open();
    });
    afterEach(() => fixture.close());

    test('C1: what was sent has arrived, also after the process is gone', async () => {
      expect(await channel.deliver(message('m1'), signal)).toMatchObject({ outcome: 'sent' });
      channel = await fixture.reopen(channel);
      expect(await fixture.arrived(channel)).toEqual(['m1']);
    });

    test('C2: the same id again is sent again, and where promised arrives once', async () => {
      await channel.deliver(message('m1'), signal);
      expect(await channel.deliver(message('m1'), signal)).toMatchObject({ outcome: 'sent' });
      channel = await fixture.reopen(channel);
      expect(await channel.deliver(message('m1'), signal)).toMatchObject({ outcome: 'sent' });
      const arrived = await fixture.arrived(channel);
      expect(new Set(arrived)).toEqual(new Set(['m1']));
      if (fixture.exactlyOnce) expect(arrived).toHaveLength(1);
    });

    test('C6: a channel of exactly once keeps what it has and never gets what it has been forbidden; the others say nothing', async () => {
      await channel.deliver(message('m1'), signal);
      channel = await fixture.reopen(channel);
      expect([await channel.forbid?.('m1'), await channel.forbid?.('m2'), await channel.forbid?.('m2')]).toEqual(
        fixture.exactlyOnce ? ['held', 'forbidden', 'forbidden'] : [undefined, undefined, undefined],
      );
      if (!fixture.exactlyOnce) return;
      channel = await fixture.reopen(channel);
      expect(await channel.deliver(message('m2'), signal)).toMatchObject({ outcome: 'failed', retryable: true });
      expect(await channel.deliver(message('m1'), signal)).toMatchObject({ outcome: 'sent' });
      expect(await fixture.arrived(channel)).toEqual(['m1']);
    });

    test('C3, C4: an aborted call settles with an outcome', async () => {
      const controller = new AbortController();
      const attempt = channel.deliver(message('m1'), controller.signal);
      controller.abort();
      const outcome = await attempt;
      if (outcome.outcome === 'failed') expect(outcome.reason).toMatch(/^[a-z_]+/);
      else expect(await fixture.arrived(channel)).toEqual(['m1']);
    });

    test('C5: overlapping calls for different messages all arrive, overlapping calls for one message are one', async () => {
      const ids = Array.from({ length: 200 }, (_, index) => `m${index}`);
      const outcomes = await Promise.all([...ids, ...ids].map((id) => channel.deliver(message(id), signal)));
      expect(outcomes.every(({ outcome }) => outcome === 'sent')).toBe(true);
      const arrived = await fixture.arrived(channel);
      expect(new Set(arrived)).toEqual(new Set(ids));
      if (fixture.exactlyOnce) expect(arrived).toHaveLength(ids.length);
    });

    test('C3, C4: a call that was aborted before it began settles with an outcome', async () => {
      const outcome = await channel.deliver(message('m1'), AbortSignal.abort());
      if (outcome.outcome === 'failed') expect(outcome).toMatchObject({ retryable: true, reason: expect.stringMatching(/^[a-z_]+/) });
      expect(await channel.deliver(message('m1'), signal)).toMatchObject({ outcome: 'sent' });
    });

    const { refusing } = fixture;
    if (refusing) {
      test('C3: a refusal is an outcome with a code, which says whether to try again and tells no secret', async () => {
        const { secrets, retryable, final } = refusing;
        for (const [refuse, again] of [[retryable, true] as const, [final, false] as const]) {
          refuse();
          const outcome = await channel.deliver(message('m1'), signal);
          expect(outcome).toMatchObject({ outcome: 'failed', retryable: again, reason: expect.stringMatching(/^[a-z][a-z0-9_]*(: |$)/) });
          for (const secret of secrets) expect(JSON.stringify(outcome)).not.toContain(secret);
        }
      });
    }
  });
}
