import { describe, expect, test } from 'vitest';
import { definePolicy, type Project } from '../../define/index.ts';
import { shop } from '../shop.suite.ts';
import { at, channel, crowd, customer, expectCount, later, scoreEdges, visitor } from './customer.ts';
import {
  completed,
  converted,
  deferred,
  type Expectation,
  entered,
  exited,
  failed,
  hasTrait,
  inSegment,
  isIn,
  isOneWith,
  onItsWay,
  reached,
  refused,
  sent,
  sentInOrder,
  sentNothing,
  tagged,
  turnedAway,
  withdrawn,
} from './expectations.ts';
import { JourneyTestFailed, type TestFailure, textOf } from './failure.ts';
import { rehearse, runScript, type TestOptions } from './scenario.ts';

const PROJECT = shop();
const ADDRESSES = { email: 'ada@example.com', phone: '+4915112345678' };

async function failureOf(script: () => unknown, options: TestOptions = {}, project: Project = PROJECT): Promise<TestFailure> {
  const failure = await runScript(project, script, options);
  expect(failure).toBeDefined();
  return failure!;
}

const ada = () => customer('ada').identify(ADDRESSES);

describe('what happens is what would happen live', () => {
  test('a cart that is left alone is reminded of, twice', () =>
    rehearse(PROJECT, () => {
      ada()
        .does('Product Added', { name: 'Lamp' })
        .expect(entered('cart'), isIn('cart', 'pause'), sentNothing())
        .after('2 hours')
        .expect(sent('cart_reminder', { channel: 'mail', subject: /Lamp/, to: ADDRESSES.email }), isIn('cart', 'click'))
        .after('1 day')
        .expect(sentInOrder('cart_reminder', 'cart_text'), reached('cart', 'again'))
        .expectNot(converted('cart'), completed('cart'))
        .after('1 day')
        .expect(completed('cart', { times: 1 }));
    }));

  test('a click goes the other way, and what the journey sets is known', () =>
    rehearse(PROJECT, () => {
      ada()
        .does('Product Added')
        .after('3 hours')
        .clicks('cart_reminder')
        .expect(hasTrait('interest', 'hot'))
        .after('2 days')
        .expectNot(sent('cart_text'));
    }));

  test('an order ends it, and a second cart begins anew', () =>
    rehearse(PROJECT, () => {
      ada()
        .does('Product Added')
        .after('1 hour')
        .does('Order Completed', { revenue: 20 })
        .expect(converted('cart'), tagged('buyer'), hasTrait('orders', 1), hasTrait('spent'))
        .expectNot(isIn('cart'))
        .does('Product Added')
        .expect(entered('cart', { times: 2 }))
        .does('Product Added')
        .expect(turnedAway('cart', { rule: 'reentry' }));
    }));

  test('guard is asked: quiet hours, caps, consent, a missing address', () =>
    rehearse(PROJECT, () => {
      const [eve, ben] = [customer('eve').identify(ADDRESSES), customer('ben')];
      at('2026-01-05T20:30');
      for (const one of [eve, ben]) one.does('Product Added');
      later('2 hours');
      eve.expect(deferred(), sentNothing()).at('2026-01-06T08:00').expect(sent('cart_reminder'));
      ben.expect(refused('address.missing', { template: 'cart_reminder' }));
      eve.does('Order Completed').does('Product Added').after('3 hours').does('Order Completed').does('Product Added').after('3 hours');
      eve.expect(refused('cap', { journey: 'cart' }), sent('cart_reminder', { times: 2 })).expectNot(refused('ca'));
      const zoe = customer('zoe').identify(ADDRESSES).withdraws('offers').does('Product Added').after('3 hours');
      zoe
        .expect(refused('consent.withdrawn'))
        .consents('offers')
        .does('Order Completed')
        .does('Product Added')
        .after('3 hours')
        .expect(sent('cart_reminder'));
    }));

  test('suppression, unsubscribing and complaints count', () =>
    rehearse(PROJECT, () => {
      ada().suppressed().does('Product Added').after('3 hours').expect(refused('suppressed.global')).unsuppressed();
      customer('eve')
        .identify(ADDRESSES)
        .suppressed({ channel: 'mail' })
        .does('Product Added')
        .after('3 hours')
        .expect(refused('suppressed.channel'));
      customer('ben')
        .identify(ADDRESSES)
        .does('Product Added')
        .after('3 hours')
        .opens('cart_reminder')
        .replies('cart_reminder', 'Stop')
        .unsubscribes('cart_reminder')
        .after('1 day')
        .expect(refused('consent'));
      customer('zoe')
        .identify(ADDRESSES)
        .does('Product Added')
        .after('3 hours')
        .complains('cart_reminder')
        .after('1 day')
        .expect(refused('consent.withdrawn'));
    }));

  test('channels fail, and are well again', () =>
    rehearse(PROJECT, () => {
      channel('mail').fails();
      const eve = ada().does('Product Added').after('3 hours').expect(onItsWay('cart_reminder'));
      channel('mail').recovers();
      eve.after('15 minutes').expect(sent('cart_reminder', { times: 1 }));
      channel('text').fails({ bounces: 'permanent', to: ADDRESSES.phone, reason: 'unknown number' }).fails({ template: 'miss_you' });
      eve.after('1 day').expect(failed('cart_text', { reason: 'unknown number' }));
    }));

  test('what is on its way when the goal comes is withdrawn', () =>
    rehearse(PROJECT, () => {
      channel('mail').fails();
      ada()
        .does('Product Added')
        .after('3 hours')
        .does('Order Completed')
        .after('1 hour')
        .expect(withdrawn('cart_reminder', { reason: 'goal' }));
    }));

  test('a message into which an event brings a sensitive word is withdrawn, and the trace names word and list', async () => {
    const policy = definePolicy({ sensitiveWords: [{ id: 'law', severity: 'block', words: ['miracle'] }] });
    const watched: Project = { definitions: [...PROJECT.definitions.filter(({ kind }) => kind !== 'policy'), policy] };
    const script = (item: string, expected: Expectation) => () =>
      void ada().does('Product Added', { name: item }).after('3 hours').expect(expected);
    await rehearse(watched, script('Lamp', sent('cart_reminder')));
    await rehearse(watched, script('MIRACLE cream', withdrawn('cart_reminder', { reason: 'content.sensitive_word' })));
    const failure = await failureOf(script('Miracle cream', sent('cart_reminder')), {}, watched);
    expect(textOf(failure)).toMatch(/content\.sensitive_word.*"word":"miracle".*"list":"law"/);
  });

  test('late events count in their own time and start nothing', () =>
    rehearse(PROJECT, () => {
      ada()
        .does('Product Added', {}, { happenedAgo: '2 hours' })
        .expect(turnedAway('cart', { rule: 'trigger.too_old' }))
        .does('Order Completed', { revenue: 1 }, { happenedAgo: '29 days' })
        .after('1 day')
        .expect(inSegment('silent'), entered('lapsed'));
    }));

  test('names become one profile', () =>
    rehearse(PROJECT, () => {
      customer('ada').does('Order Completed', { revenue: 1 });
      visitor('web-1')
        .does('Order Completed', { revenue: 2 })
        .knownAs('user_id', 'ada')
        .expect(isOneWith('user_id', 'ada'), hasTrait('orders', 2));
      customer('ada').expect(hasTrait('spent', 3));
    }));

  test('a message id counts once, a score has the edges it is given', () =>
    rehearse(PROJECT, () => {
      scoreEdges('rank', [10]);
      const eve = ada();
      for (let i = 0; i < 2; i++) eve.does('Order Completed', { revenue: 15 }, { messageId: 'one' });
      eve.expect(hasTrait('orders', 1), hasTrait('rank', 2), inSegment('top'));
    }));

  test('clocks that skip an hour are the clocks of the zone', () =>
    rehearse(
      PROJECT,
      () => {
        ada()
          .at('2026-03-29T02:30', 'Europe/Berlin')
          .does('Product Added')
          .after('2 hours')
          .expect(deferred())
          .at('2026-03-29T08:00')
          .expect(sent('cart_reminder'));
      },
      { start: '2026-03-28T12:00' },
    ));

  test('chance is taken out, and can be had', async () => {
    const script = () => ada().does('Product Added').after('3 hours').expect(refused('holdout.journey'), sentNothing());
    await rehearse(PROJECT, script, { holdout: 'everybody' });
    const drawn = () => {
      for (const one of crowd('c', 100)) one.identify(ADDRESSES).does('Product Added');
      later('3 hours');
      expectCount(refused('holdout'), { atLeast: 4, atMost: 40 });
    };
    await rehearse(PROJECT, drawn, { holdout: 'drawn' });
    const arm = (template: string) => () =>
      ada()
        .does('Order Completed')
        .after('31 days')
        .expect(sent('miss_you', { channel: template }));
    await rehearse(PROJECT, arm('mail'), { arms: { 'lapsed/which': 'a' } });
    await rehearse(PROJECT, arm('text'), { arms: { 'lapsed/which': 'b' } });
    await expect(rehearse(PROJECT, arm('mail'), { arms: { 'lapsed/which': 'c' } })).rejects.toMatchObject({
      code: 'VOLANO_JOURNEY_TEST_INVALID',
    });
  });

  test('a year in which little happens is over at once', () =>
    rehearse(PROJECT, () =>
      ada()
        .does('Order Completed')
        .after('365 days')
        .expect(entered('lapsed', { times: 1 })),
    ));
});

describe('a failure says', () => {
  test('where, what was expected, what was found, and what happened to the customer', async () => {
    const failure = await failureOf(() =>
      ada().does('Product Added').after('1 hour').does('Order Completed').after('3 hours').expect(sent('cart_reminder')),
    );
    expect(failure.place.file).toBe(import.meta.filename);
    expect(failure.message).toBe('expected ada to have been sent "cart_reminder"');
    expect(failure.found).toBe('0 of that kind; messages "cart_reminder": none');
    const lines = failure.trace!.lines.map(({ text }) => text);
    expect(lines).toContain('ada does "Product Added"');
    expect(lines).toContain('journey converted cart [goal.event {"event":"Order Completed"}]');
    expect(textOf(failure)).toContain('2026-01-05 11:00  ada does "Order Completed"');
  });

  test('that somebody waits, and for what; that a journey was never asked', async () => {
    const waits = await failureOf(() => ada().does('Product Added').expect(sent('cart_reminder')));
    expect(waits.trace!.whyNot).toEqual(['inside "cart": rests at "pause" until 2026-01-05 12:00']);
    const never = await failureOf(() => ada().expect(entered('cart')));
    expect(never.trace!.whyNot).toEqual(['"cart" was never asked: no event "Product Added" came that its trigger takes']);
    const outside = await failureOf(() => ada().expect(sent('miss_you')));
    expect(outside.trace!.whyNot).toEqual(['"lapsed" was never asked: the customer did not enter the segment "silent"']);
  });

  test('the line of the expectation, not that of the test', async () => {
    const lineOf = (error: Error) => Number(/scenario\.test\.ts:(\d+)/.exec(error.stack ?? '')?.[1]);
    let line = 0;
    const failure = await failureOf(() => {
      const eve = ada();
      line = lineOf(new Error('here')) + 1;
      eve.expect(tagged('buyer'));
    });
    expect(failure.place.line).toBe(line);
  });

  test('what cannot be done', async () => {
    expect((await failureOf(() => ada().opens('cart_reminder'))).message).toContain('no message "cart_reminder" that could be opened');
    expect((await failureOf(() => ada().at('2025-01-01'))).message).toContain('time goes forward only');
    expect((await failureOf(() => ada().does(''))).message).toContain('the door refuses it: VOLANO_CALL_INVALID event');
    expect((await failureOf(() => ada().after('soon' as '1 day'))).message).toContain('"soon" is not a duration');
  });

  test('names that are not in the project, with the nearest one', async () => {
    const message = async (script: () => unknown) => (await failureOf(script)).message;
    expect(await message(() => ada().expect(sent('cart-reminder')))).toBe(
      'the project has no template "cart-reminder". Did you mean "cart_reminder"?',
    );
    expect(await message(() => ada().expect(isIn('cart', 'paus')))).toBe('the project has no step "cart/paus". Did you mean "cart/pause"?');
    expect(await message(() => ada().does('Product Aded'))).toBe(
      'no definition reads the event "Product Aded". Did you mean "Product Added"?',
    );
    expect(await message(() => channel('mial').fails())).toBe('the project has no channel "mial". Did you mean "mail"?');
    expect(await message(() => ada().expect(tagged('zebra')))).toBe('the project has no tag "zebra".');
    expect(await message(() => ada().withdraws('offer'))).toBe('the project has no purpose "offer". Did you mean "offers"?');
    await rehearse(PROJECT, () => ada().does('Something Else Entirely'));
  });

  test('how many there were', async () => {
    const failure = await failureOf(() => {
      for (const one of crowd('c', 3)) one.does('Product Added');
      expectCount(entered('cart'), 2);
    });
    expect(failure).toMatchObject({ message: 'expected 2 of 3 customers to have entered the journey "cart"', found: '3 of them' });
  });

  test('why none of these hold', async () => {
    const found = async (expectation: Expectation) => (await failureOf(() => ada().expect(expectation))).found;
    expect(await found(tagged('buyer'))).toBe('tags: none');
    expect(await found(inSegment('top'))).toBe('segments: none');
    expect(await found(hasTrait('orders', 2))).toBe('orders: 0');
    expect(await found(isIn('cart'))).toBe('inside: no journey');
    expect(await found(exited('cart', { rule: 'exit', times: 2 }))).toBe('in "cart": nothing');
    expect(await found(refused('cap'))).toBe('verdicts: none');
    expect(await found(sentInOrder('miss_you'))).toBe('sent: nothing');
    expect(await found(isOneWith('user_id', 'eve'))).toBe('identifiers: email:ada@example.com, phone:4915112345678, user_id:ada');
  });

  test('as an error inside another runner', async () => {
    const failing = rehearse(PROJECT, () => ada().expectNot(hasTrait('email')));
    await expect(failing).rejects.toBeInstanceOf(JourneyTestFailed);
    await expect(failing).rejects.toThrow('expected ada not to have the trait "email"');
  });
});

describe('a script', () => {
  test('that throws fails the test with what it threw', async () => {
    const failure = await failureOf(() => {
      throw new Error('a slip');
    });
    expect(failure.message).toBe('a slip');
  });

  test('must not be asynchronous, and customers stand inside of one', async () => {
    expect((await failureOf(async () => undefined)).message).toContain('without await');
    expect(() => customer('ada')).toThrow(expect.objectContaining({ code: 'VOLANO_JOURNEY_TEST_INVALID' }));
  });
});
