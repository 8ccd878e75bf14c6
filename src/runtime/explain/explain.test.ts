/** Why, and each why-not, on a running product. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VolanoError } from '../../base/index.ts';
import type { Evidence, Explanation, JourneyExplanation } from './explanation.ts';
import { DAY, ExplainTrial, evidenceIn, expectProven, explainedProject, HOUR, START } from './trial.suite.ts';

let trial: ExplainTrial;

beforeAll(async () => {
  trial = await ExplainTrial.open();
  await trial.identify('ada', { city: 'Turin', birthday: '1990-03-01' });
  await trial.track('ada', 'Order Completed', { revenue: 150, order_id: 'o1', currency: 'EUR' });
  await trial.identify('cid', { birthday: '2001-13-45' });
  await trial.track('bob', 'Order Completed', { revenue: 20, order_id: 'o2', after: HOUR });
  await trial.track('cid', 'Read', { after: HOUR });
  await trial.track('dan', 'Read', { after: HOUR });
  await trial.track('dan', 'Read', { after: 2 * HOUR });
  await trial.track('eva', 'Silent', { after: 2 * HOUR });
  await trial.track('fay', 'Letter Wanted', { after: 2 * HOUR });
  await trial.track('fay', 'View', { after: 2 * HOUR });
  await trial.track('gil', 'Greeted', { after: 3 * HOUR });
  await trial.track('hal', 'Order Completed', { revenue: 500, order_id: 'o3', after: 13 * HOUR });
  await trial.track('ida', 'Seen', { after: 13 * HOUR });
  await trial.until(14 * HOUR);
});
afterAll(() => trial.shop.close());

async function journeyOf(user: string, journey: string): Promise<JourneyExplanation> {
  const explanation = await trial.explain(user, { journey });
  await expectProven(evidenceIn(explanation), trial.shop.running);
  return explanation.journeys![0]!;
}

describe('why not', () => {
  test.each([
    ['bob', 'big_order', { rule: 'trigger.where_false', read: { event: 'Order Completed', count: 1, 'property.revenue': 20 } }],
    ['cid', 'big_order', { rule: 'trigger.event_absent', read: { event: 'Order Completed', count: 0 } }],
    ['cid', 'reader', { rule: 'trigger.segment_outside', read: { segment: 'readers', inside: false, 'event.Read': 1 } }],
    ['fay', 'gone_quiet', { rule: 'trigger.segment_not_left', read: { segment: 'fresh', inside: true } }],
    ['bob', 'birthday', { rule: 'trigger.date_missing', read: { 'trait.birthday': null } }],
    ['ada', 'birthday', { rule: 'trigger.date_ahead', read: { 'trait.birthday': '1990-03-01' }, next: Date.UTC(2024, 2, 1, 9) }],
    ['cid', 'birthday', { rule: 'trigger.date_unreadable', read: { 'trait.birthday': '2001-13-45' } }],
    ['dan', 'weekly', { rule: 'trigger.schedule_ahead', next: Date.UTC(2024, 0, 19, 9) }],
    ['cid', 'weekly', { rule: 'trigger.schedule_outside', read: { segment: 'readers', inside: false, 'event.Read': 1 } }],
    ['gil', 'greeting', { rule: 'trigger.where_false', read: { event: 'Greeted', count: 1, 'segment.readers': false } }],
  ])('%s is not in %s', async (user, journey, untriggered) => {
    const found = await journeyOf(user, journey);
    expect(found).toMatchObject({ standing: 'untriggered', entered: 0, messages: [], untriggered });
    expect(found.name).toEqual({ en: `Journey ${journey}`, zh: `旅程 ${journey}` });
  });

  test('a rule of the journey spoke against it', async () => {
    expect(await journeyOf('ada', 'first_city')).toMatchObject({
      standing: 'refused',
      refused: { count: 1, rule: 'when.false', read: { 'trait.city': 'Turin' }, evidence: { kind: 'decision', action: 'not_entered' } },
    });
  });

  test('held out', async () => {
    const { way, messages } = await journeyOf('eva', 'silent');
    expect(way?.arm).toBe('holdout');
    expect(messages).toMatchObject([{ status: 'suppressed', rule: 'holdout.journey', step: 'never' }]);
  });

  test('no address', async () => {
    const { messages } = await journeyOf('fay', 'letter');
    expect(messages).toMatchObject([{ status: 'suppressed', rule: 'address.missing', read: { 'trait.email': null }, channel: 'mail' }]);
  });

  test('it waits for the morning', async () => {
    const { messages, standing, way } = await journeyOf('hal', 'big_order');
    expect(messages).toMatchObject([{ status: 'deferred', rule: 'quiet_hours.deferred', until: START + 22 * HOUR }]);
    expect({ standing, way }).toMatchObject({ standing: 'inside', way: { step: 'thank', until: START + 22 * HOUR } });
  });

  test('nobody asked about everything has an answer for every journey', async () => {
    const { journeys } = await trial.explain('ida');
    expect(journeys?.map(({ journey }) => journey)).toEqual(
      explainedProject()
        .definitions.flatMap(({ kind, id }) => (kind === 'journey' ? [id] : []))
        .sort(),
    );
    expect(new Set(journeys?.map(({ standing }) => standing))).toEqual(new Set(['untriggered']));
  });
});

describe('why', () => {
  const linksOf = ({ message }: Explanation) => message!.chain.map(({ link, evidence }) => [link, toldBy(evidence)]);
  const toldBy = (row: Evidence): string => (row.table === 'events' ? row.event : `${row.kind}/${row.action}`);

  test('a message has a chain from its signal to its hand-over', async () => {
    const message = await trial.messageOf('ada', 'big_order', 'thank');
    const explanation = await trial.explain('ada', { message });
    await expectProven(evidenceIn(explanation), trial.shop.running);
    expect(explanation.message).toMatchObject({
      status: 'sent',
      rule: 'allowed',
      read: { purpose: 'offers', caps: { two_a_week: 0 } },
      step: 'thank',
      template: 'note',
    });
    expect(linksOf(explanation)).toEqual([
      ['signal', 'Order Completed'],
      ['identity', 'identity/created'],
      ['identity', 'identity/linked'],
      ['trigger', 'decision/entered'],
      ['decision', 'decision/entered'],
      ['decision', 'exposure/treatment'],
      ['step', 'journey/moved'],
      ['verdict', 'verdict/send'],
      ['delivery', 'message/sent'],
      ['receipt', 'message/delivered'],
    ]);
    const [signal] = explanation.message!.chain;
    expect(signal?.evidence).toMatchObject({ table: 'events', messageId: 'c2', properties: { revenue: 150 } });
    expect((signal!.evidence as { properties: object }).properties).not.toHaveProperty('currency');
  });

  test('of a segment, its entering is the trigger', async () => {
    const message = await trial.messageOf('dan', 'reader', 'read');
    const { message: told } = await trial.explain('dan', { message });
    const trigger = told!.chain.find(({ link }) => link === 'trigger');
    expect(trigger?.evidence).toMatchObject({ kind: 'segment', action: 'entered', name: 'readers', detail: { read: { 'event.Read': 2 } } });
  });
});

describe('later', () => {
  beforeAll(async () => {
    await trial.until(30 * HOUR);
    await trial.track('ada', 'Reviewed', { after: 3 * DAY });
    await trial.track('ada', 'Order Completed', { revenue: 300, order_id: 'o4', after: 4 * DAY });
    await trial.call({ type: 'track', event: 'Seen', userId: 'hal', anonymousId: 'a1' }, 4 * DAY);
    await trial.until(5 * DAY);
  });

  test('the deferred message went, and its chain has both answers', async () => {
    const message = await trial.messageOf('hal', 'big_order', 'thank');
    const explanation = await trial.explain('hal', { message });
    await expectProven(evidenceIn(explanation), trial.shop.running);
    const verdicts = explanation.message!.chain.filter(({ link }) => link === 'verdict');
    expect(verdicts.map(({ evidence }) => 'action' in evidence && evidence.action)).toEqual(['defer', 'send']);
  });

  test('goal and purchases stand at the end of the chain', async () => {
    const message = await trial.messageOf('ada', 'big_order', 'thank');
    const explanation = await trial.explain('ada', { message });
    await expectProven(evidenceIn(explanation), trial.shop.running);
    const conversions = explanation.message!.chain.filter(({ link }) => link === 'conversion');
    expect(conversions.map(({ evidence }) => evidence)).toMatchObject([
      { kind: 'journey', action: 'converted', detail: { rule: 'goal.event' } },
      { event: 'Order Completed', properties: { order_id: 'o4' } },
    ]);
  });

  test('converted, refused since, and when again', async () => {
    expect(await journeyOf('ada', 'big_order')).toMatchObject({
      standing: 'converted',
      entered: 1,
      way: { rule: 'goal.event', endedAt: START + 3 * DAY },
      refused: { count: 1, rule: 'reentry.after' },
      again: { rule: 'reentry.after', at: START + 30 * DAY },
    });
  });

  test('who has left the segment has had its journey', async () => {
    expect(await journeyOf('fay', 'gone_quiet')).toMatchObject({
      standing: 'completed',
      way: { rule: 'end' },
      again: { rule: 'reentry.after' },
    });
  });

  test('a merged customer is found by its old id, too', async () => {
    await trial.call({ type: 'track', event: 'Seen', anonymousId: 'a9' }, 5 * DAY);
    await trial.call({ type: 'track', event: 'Letter Wanted', anonymousId: 'a9' }, 5 * DAY);
    await trial.until(5 * DAY + HOUR);
    const before = await trial.shop.running.explain({ lookup: { namespace: 'anonymous_id', value: 'a9' } });
    await trial.call({ type: 'identify', userId: 'ida', anonymousId: 'a9', traits: {} }, 6 * DAY);
    await trial.until(6 * DAY + HOUR);
    const after = await trial.shop.running.explain({ lookup: { customer: before.customer }, journey: 'letter' });
    await expectProven(evidenceIn(after), trial.shop.running);
    expect([after.customer, ...after.absorbed]).toContain(before.customer);
    expect(after.absorbed).toHaveLength(1);
    expect(after.journeys).toMatchObject([{ standing: 'completed', messages: [{ rule: 'address.missing' }] }]);
  });

  test('a journey that came later than what triggers it', async () => {
    const { definitions } = explainedProject();
    const reader = definitions.find((one) => one.kind === 'journey' && one.id === 'reader')!;
    const silent = definitions.find((one) => one.kind === 'journey' && one.id === 'silent')!;
    const late = [
      { ...reader, id: 'late_reader' },
      { ...silent, id: 'late_event' },
    ] as never[];
    await trial.shop.running.applyProject(explainedProject(...late));
    expect(await journeyOf('dan', 'late_reader')).toMatchObject({ untriggered: { rule: 'trigger.segment_before_release' } });
    expect(await journeyOf('eva', 'late_event')).toMatchObject({ untriggered: { rule: 'trigger.before_release', read: { matching: 1 } } });
  });
});

describe('unknown', () => {
  test.each([
    [{ lookup: { customer: 'nobody' } }, 'customer id "nobody"'],
    [{ lookup: { namespace: 'user_id', value: 'zoe' } }, '"user_id:zoe"'],
    [{ lookup: { namespace: 'user_id', value: 'ada' }, message: 'm404' }, '"m404"'],
    [{ lookup: { namespace: 'user_id', value: 'ada' }, journey: 'nowhere' }, 'journey "nowhere"'],
  ])('%j', async (question, told) => {
    const asked = trial.shop.running.explain(question);
    await expect(asked).rejects.toThrow(told);
    await expect(asked).rejects.toBeInstanceOf(VolanoError);
  });

  test("a message of somebody else's", async () => {
    const message = await trial.messageOf('ada', 'big_order', 'thank');
    await expect(trial.explain('bob', { message })).rejects.toThrow(message);
  });
});
