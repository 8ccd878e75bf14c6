import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MINUTE } from '../../base/index.ts';
import type { EventEntry, JsonObject, MessageReceipt, ReturnKind } from '../entry.ts';
import type { Fact } from '../fact.ts';
import { type ReturnFacts, returnEvent } from '../returns.ts';
import { Asked, NOON } from './asking.suite.ts';
import { applyConsent, applyReceipt, encodeGuard, type GuardState } from './index.ts';

const KINDS: readonly ReturnKind[] = ['delivered', 'bounced', 'opened', 'clicked', 'replied', 'unsubscribed', 'resubscribed', 'complained'];

/** Somebody about whose messages things come back, a minute apart. */
class Recipient extends Asked {
  readonly facts: Fact[] = [];
  changed = false;

  back(kind: ReturnKind, { message = 'm1', purpose = 'care', channel = 'email', ...more }: Partial<MessageReceipt> = {}, ageMs = 0): this {
    this.later(MINUTE);
    const entry = this.event(kind, { message, purpose, channel, ...more }, ageMs);
    this.changed = applyReceipt(this.#context(), entry, entry.receipt!);
    return this;
  }

  event(kind: ReturnKind, { message, purpose, channel, ...more }: Partial<MessageReceipt>, ageMs: number): EventEntry {
    const about = { message: message!, customer: 'c1', channel: channel!, purpose: purpose!, journey: 'j', step: 's', template: 't' };
    const facts: ReturnFacts = { message: about, type: 'email', time: this.now - ageMs, receivedAt: this.now, ...more };
    return returnEvent(kind, facts);
  }

  control(what: JsonObject): this {
    this.later(MINUTE);
    const entry = { type: 'control', identifiers: [], by: 'ada', ...what } as unknown as Parameters<typeof applyConsent>[1];
    this.changed = applyConsent(this.#context(), entry);
    return this;
  }

  /** Messages that came back that may heal, one after the other. */
  bounce(...messages: readonly string[]): this {
    for (const message of messages) this.back('bounced', { message });
    return this;
  }

  /** Verdict on the next e-mail of purpose `care`. */
  next(purpose = 'care'): string {
    return this.later(MINUTE).answer({ channel: 'email', purpose });
  }

  told(): string[] {
    return this.facts.map(({ kind, action, name }) => `${kind} ${action} ${name}`.trim());
  }

  #context() {
    return { customer: 'c1', now: this.now, plan: this.plan, state: this.state, facts: this.facts };
  }
}

test.each(KINDS)('%s is told with its message, its journey and what came with it', (kind) => {
  const { facts } = new Recipient().back(kind, { link: 'https://shop.example/a', machine: true, permanent: false, text: 'later' });
  expect(facts[0]).toEqual({
    kind: 'message',
    action: kind,
    customer: 'c1',
    at: NOON + MINUTE,
    name: '',
    version: 0,
    journey: 'j',
    step: 's',
    subject: 'm1',
    detail: { channel: 'email', purpose: 'care', link: 'https://shop.example/a', machine: true, permanent: false, text: 'later' },
  });
  expect(new Recipient().back(kind).facts[0]?.detail).toEqual({ channel: 'email', purpose: 'care' });
});

test.each<ReturnKind>(['delivered', 'opened', 'clicked', 'replied'])('%s changes nothing about what may go', (kind) => {
  const recipient = new Recipient().back(kind, { text: 'STOP' });
  expect(recipient.changed).toBe(false);
  expect(recipient.told()).toEqual([`message ${kind}`]);
  expect(recipient.next()).toBe('send');
});

test('an unsubscribe withdraws the consent of its purpose, by the customer, and no other', () => {
  const recipient = new Recipient().chose('ads', 'granted').back('unsubscribed', { message: 'm7' });
  expect(recipient.changed).toBe(true);
  expect(recipient.told()).toEqual(['message unsubscribed', 'consent withdrawn care']);
  expect(recipient.facts[1]).toMatchObject({
    at: NOON + MINUTE,
    detail: { by: 'customer', message: 'm7', choice: 'withdrawn', time: NOON + MINUTE },
  });
  expect([recipient.next('care'), recipient.next('ads')]).toEqual(['consent.withdrawn', 'send']);
});

test('an unsubscribe that is taken back grants the purpose again', () => {
  const recipient = new Recipient().back('unsubscribed').back('resubscribed');
  expect(recipient.told()).toEqual(['message unsubscribed', 'consent withdrawn care', 'message resubscribed', 'consent granted care']);
  expect(recipient.next()).toBe('send');
});

test('a consent given after the unsubscribe stands, though the unsubscribe arrives later', () => {
  const recipient = new Recipient().control({ action: 'consent', purpose: 'care', granted: true }).back('unsubscribed', {}, 2 * MINUTE);
  expect(recipient.changed).toBe(false);
  expect(recipient.told()).toEqual(['consent granted care', 'message unsubscribed']);
  expect(recipient.next()).toBe('send');
});

test('a call without a purpose has no consent that could be withdrawn', () => {
  const recipient = new Recipient().back('unsubscribed', { purpose: '' });
  expect(recipient.state.consents).toEqual([]);
  expect(recipient.told()).toEqual(['message unsubscribed']);
});

test('a complaint withdraws the consent and closes the channel', () => {
  const recipient = new Recipient().chose('ads', 'granted').back('complained');
  expect(recipient.told()).toEqual(['message complained', 'consent withdrawn care', 'consent suppressed']);
  expect(recipient.facts[2]?.detail).toEqual({ channel: 'email', reason: 'complained', message: 'm1' });
  expect(recipient.state.channels).toEqual([{ channel: 'email', reason: 'complained', at: NOON + MINUTE }]);
  expect(recipient.next('ads')).toBe('suppressed.channel');
  expect(recipient.later().answer({ channel: 'sms' })).toBe('consent.withdrawn');
  expect(recipient.later().answer({ channel: 'sms', purpose: 'ads' })).toBe('send');
  recipient.back('complained');
  expect(recipient.told()).toHaveLength(4);
});

test('a bounce that will not heal closes the channel at once, and keeps the consent', () => {
  const recipient = new Recipient().back('bounced', { permanent: true, text: '550 no such user' });
  expect(recipient.told()).toEqual(['message bounced', 'consent suppressed']);
  expect(recipient.next()).toBe('suppressed.channel');
  expect(recipient.later().answer({ channel: 'sms' })).toBe('send');
});

test('of bounces that may heal the third in a row closes the channel', () => {
  const recipient = new Recipient().bounce('m1', 'm2');
  expect(recipient.next()).toBe('send');
  expect(recipient.bounce('m3').state).toMatchObject({
    channels: [{ channel: 'email', reason: 'bounced_repeatedly', at: recipient.now }],
    bounces: [],
  });
  expect(recipient.next()).toBe('suppressed.channel');
  recipient.bounce('m4');
  expect(recipient.changed).toBe(false);
});

test('bounces count by channel', () => {
  const recipient = new Recipient().bounce('m1', 'm2').back('bounced', { channel: 'sms', message: 'm3' });
  expect(recipient.state.channels).toEqual([]);
  expect(recipient.state.bounces.map(({ channel, count }) => [channel, count])).toEqual([
    ['email', 2],
    ['sms', 1],
  ]);
});

test.each<ReturnKind>(['opened', 'clicked', 'replied'])('%s ends a row of bounces', (kind) => {
  const recipient = new Recipient().bounce('m1', 'm2').back(kind, { message: 'm0' });
  expect(recipient.changed).toBe(true);
  expect(recipient.bounce('m3', 'm4').state.channels).toEqual([]);
  expect(recipient.bounce('m5').state.channels).toHaveLength(1);
});

test('a delivery ends a row of bounces, unless that very message bounces after all', () => {
  const arrived = new Recipient().bounce('m1', 'm2').back('delivered', { message: 'm3' }).bounce('m4', 'm5');
  expect(arrived.state.channels).toEqual([]);
  const accepted = new Recipient();
  for (const message of ['m1', 'm2', 'm3']) accepted.back('delivered', { message }).bounce(message);
  expect(accepted.state.channels).toMatchObject([{ channel: 'email', reason: 'bounced_repeatedly' }]);
});

test('staff suppress and lift one channel, apart from everything', () => {
  const recipient = new Recipient().bounce('m1', 'm2').control({ action: 'suppress', channel: 'email', reason: 'asked' });
  expect(recipient.facts.at(-1)).toMatchObject({
    kind: 'consent',
    action: 'suppressed',
    detail: { by: 'ada', channel: 'email', reason: 'asked' },
  });
  expect(recipient.control({ action: 'suppress', channel: 'email', reason: 'again' }).changed).toBe(false);
  expect(recipient.next()).toBe('suppressed.channel');
  expect(recipient.control({ action: 'unsuppress', reason: 'all clear' }).changed).toBe(false);
  expect(recipient.control({ action: 'unsuppress', channel: 'sms', reason: 'all clear' }).changed).toBe(false);
  expect(recipient.control({ action: 'unsuppress', channel: 'email', reason: 'new address' }).changed).toBe(true);
  expect(recipient.next()).toBe('send');
  expect(recipient.bounce('m3', 'm4').next()).toBe('send');
});

test('lifting the suppression of everything leaves that of a channel', () => {
  const recipient = new Recipient()
    .back('bounced', { permanent: true })
    .control({ action: 'suppress', reason: 'asked' })
    .control({ action: 'unsuppress', reason: 'mistake' });
  expect(recipient.state.suppression).toBeUndefined();
  expect(recipient.next()).toBe('suppressed.channel');
});

test('it says that the state has changed exactly when it has, and never opens what was closed', () => {
  const kind = fc.constantFrom<ReturnKind>(...KINDS, 'bounced', 'bounced', 'delivered');
  const back = fc.record({
    kind,
    message: fc.constantFrom('m1', 'm2', 'm3', 'm4'),
    permanent: fc.constantFrom(false, false, false, true),
    purpose: fc.constantFrom('care', 'ads', ''),
    channel: fc.constantFrom('email', 'sms'),
    ageMs: fc.constantFrom(0, 0, 3 * MINUTE),
  });
  const bytes = (state: GuardState) => Buffer.from(encodeGuard(state)).toString('utf8');
  fc.assert(
    fc.property(fc.array(back, { maxLength: 30 }), (all) => {
      const recipient = new Recipient();
      const closed = new Set<string>();
      for (const { kind: one, ageMs, ...receipt } of all) {
        const before = bytes(recipient.state);
        recipient.back(one, receipt, ageMs);
        expect(bytes(recipient.state) !== before).toBe(recipient.changed);
        for (const { channel } of recipient.state.channels) closed.add(channel);
        expect(recipient.state.channels.map(({ channel }) => channel)).toEqual([...closed].sort());
        for (const { channel } of recipient.state.bounces) expect(closed).not.toContain(channel);
      }
      expect(recipient.facts.filter((fact) => fact.kind === 'message')).toHaveLength(all.length);
    }),
    { numRuns: 500 },
  );
});
