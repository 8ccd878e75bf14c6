/** X1 to X4: customers inside of a journey when a release brings another version of it. */
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import type { JourneyDefinition, JourneyEdit, Step, StepEdits } from '../../define/index.ts';
import { cart, city, lapsed, orders, send, wait } from './cart.suite.ts';
import { START, Walkthrough, type World } from './walkthrough.suite.ts';

const edit = (steps: StepEdits, version = 2): JourneyEdit => ({ journey: 'cart', version, steps });
const waitFor = (id: string, timeout: string, steps: readonly Step[] = [], otherwise: readonly Step[] = []): Step => ({
  type: 'wait_for',
  id,
  event: 'Paid',
  timeout,
  steps,
  otherwise,
});

/** Versions 1, 2, ... of the journey, and what each release after the first says. */
function world(
  versions: readonly (readonly Step[])[],
  edits: readonly (readonly JourneyEdit[])[],
  more: Partial<JourneyDefinition> = {},
): World {
  return {
    definitions: [orders, city, lapsed],
    releases: versions.map((steps, index) => [cart({ steps, ...more }, index + 1)]),
    edits: [[], ...edits],
    templates: { note: {} },
  };
}

const inside = (of: World): Walkthrough => new Walkthrough(of).event('Added');
const sentAt = (customer: Walkthrough): unknown[][] =>
  customer.sends().map(({ step, journeyVersion, at }) => [step, journeyVersion, (at - START) / HOUR]);
const first = [wait('pause', '10h'), send('old')];
const second = [wait('rest', '4h'), send('new')];

describe('X4: without a word', () => {
  test('an instance stays on its version, also when another step is spoken of', () => {
    const customer = inside(world([first, second], [[edit({ rest: 'exit' })]]))
      .release(1)
      .refresh()
      .pass(DAY);
    expect(sentAt(customer)).toEqual([['old', 1, 10]]);
  });

  test('and with the word to stay', () => {
    const customer = inside(world([first, second], [[edit({ pause: 'stay', '*': 'exit' })]]))
      .release(1)
      .refresh()
      .pass(DAY);
    expect(sentAt(customer)).toEqual([['old', 1, 10]]);
  });

  test('and where the version to move to is not in force', () => {
    const of = world([first, second], [[edit({ pause: { moveTo: 'rest' } }, 7)]]);
    expect(sentAt(inside(of).release(1).refresh().pass(DAY))).toEqual([['old', 1, 10]]);
  });

  test('and where every step is to move to the one of its name, and there is none', () => {
    const customer = inside(world([first, second], [[edit({ '*': 'move' })]]))
      .release(1)
      .refresh()
      .pass(DAY);
    expect(sentAt(customer)).toEqual([['old', 1, 10]]);
  });
});

describe('moving', () => {
  test('X3: counts the time that has been waited already', () => {
    const customer = inside(world([first, second], [[edit({ pause: { moveTo: 'rest' } })]]))
      .pass(3 * HOUR)
      .release(1)
      .refresh();
    expect(customer.told('journey').at(-1)).toBe('journey transferred cart/rest release.move');
    expect(customer.facts.at(-1)!.detail).toEqual({
      rule: 'release.move',
      release: 2,
      from: 1,
      fromStep: 'pause',
      until: START + 4 * HOUR,
    });
    expect(sentAt(customer.pass(DAY))).toEqual([['new', 2, 4]]);
  });

  test('goes on at once when the new wait would be over', () => {
    const customer = inside(world([first, second], [[edit({ pause: { moveTo: 'rest' } })]]))
      .pass(6 * HOUR)
      .release(1)
      .refresh();
    expect(sentAt(customer)).toEqual([['new', 2, 6]]);
  });

  test('to the step of the same name takes its new length', () => {
    const longer = [wait('pause', '30h'), send('old')];
    const customer = inside(world([first, longer], [[edit({ pause: 'move' })]]))
      .pass(3 * HOUR)
      .release(1)
      .refresh()
      .pass(2 * DAY);
    expect(sentAt(customer)).toEqual([['old', 2, 30]]);
  });

  test('counts again from the beginning after a second move', () => {
    const third = [wait('long', '20h'), send('late')];
    const of = world([first, second, third], [[edit({ pause: { moveTo: 'rest' } })], [edit({ rest: { moveTo: 'long' } }, 3)]]);
    const customer = inside(of)
      .pass(HOUR)
      .release(1)
      .refresh()
      .pass(HOUR)
      .release(2)
      .refresh()
      .pass(2 * DAY);
    expect(sentAt(customer)).toEqual([['late', 3, 20]]);
  });

  test('X1: follows every release in turn when nothing came between', () => {
    const third = [wait('long', '20h'), send('late')];
    const of = world([first, second, third], [[edit({ pause: { moveTo: 'rest' } })], [edit({ rest: { moveTo: 'long' } }, 3)]]);
    const customer = inside(of).pass(HOUR).release(2).refresh();
    expect(customer.told('journey').slice(-2)).toEqual([
      'journey transferred cart/rest release.move',
      'journey transferred cart/long release.move',
    ]);
    expect(sentAt(customer.pass(2 * DAY))).toEqual([['late', 3, 20]]);
  });

  test('happens when the customer is next looked at, also by its own wake-up', () => {
    const customer = inside(world([first, second], [[edit({ pause: { moveTo: 'rest' } })]]))
      .release(1)
      .pass(DAY);
    expect(sentAt(customer)).toEqual([['new', 2, 10]]);
  });

  test('to a message sends it now, and to a branch decides now', () => {
    const at = (id: string) =>
      inside(world([first, [wait('x', '1h'), send('new'), wait('y', '1h')]], [[edit({ pause: { moveTo: id } })]]))
        .release(1)
        .refresh();
    expect(sentAt(at('new'))).toEqual([['new', 2, 0]]);
    const branch: Step = {
      type: 'branch',
      id: 'where',
      branches: [{ when: { combinator: 'and', rules: [{ field: 'trait.city', operator: '=', value: 'Rome' }] }, steps: [send('rome')] }],
      otherwise: [send('else')],
    };
    const customer = inside(world([first, [branch]], [[edit({ pause: { moveTo: 'where' } })]]))
      .event('Seen', { city: 'Rome' })
      .release(1)
      .refresh();
    expect(sentAt(customer)).toEqual([['rome', 2, 0]]);
  });

  test('a goal that comes at that moment goes before a message', () => {
    const of = world([first, [send('new')]], [[edit({ pause: { moveTo: 'new' } })]], { goal: { event: 'Paid' } });
    const customer = inside(of).release(1).event('Paid');
    expect(customer.sends()).toEqual([]);
    expect(customer.told('journey').at(-1)).toBe('journey converted cart goal.event');
  });

  test('into a wait for an event counts events from the move on, and keeps its own when it waited for one', () => {
    const one = inside(world([first, [waitFor('paid', '2d', [send('yes')], [send('no')])]], [[edit({ pause: { moveTo: 'paid' } })]]));
    one
      .pass(HOUR)
      .release(1)
      .refresh()
      .event('Paid', {}, 30 * 60_000);
    expect(one.sends()).toEqual([]);
    expect(sentAt(one.event('Paid'))).toEqual([['yes', 2, 1]]);
    const versions = [[waitFor('paid', '1d')], [waitFor('paid', '2d', [send('yes')], [send('no')])]];
    const two = inside(world(versions, [[edit({ paid: 'move' })]]))
      .pass(HOUR)
      .release(1)
      .refresh()
      .event('Paid', {}, 30 * 60_000);
    expect(sentAt(two)).toEqual([['yes', 2, 1]]);
    expect(
      sentAt(
        inside(world(versions, [[edit({ paid: 'move' })]]))
          .pass(HOUR)
          .release(1)
          .refresh()
          .pass(3 * DAY),
      ),
    ).toEqual([['no', 2, 48]]);
  });

  test('to a time of day waits for that; one that has come already counts', () => {
    const until = (at: string): Step => ({ type: 'wait', id: 'clock', until: { at } });
    const versions = [
      [until('15:00'), send('old')],
      [until('18:00'), send('new')],
    ];
    expect(
      sentAt(
        inside(world(versions, [[edit({ clock: 'move' })]]))
          .release(1)
          .refresh()
          .pass(DAY),
      ),
    ).toEqual([['new', 2, 6]]);
    expect(
      sentAt(
        inside(world(versions, [[edit({ clock: 'move' })]]))
          .release(1)
          .pass(3 * HOUR),
      ),
    ).toEqual([['new', 2, 3]]);
    const toClock = world([first, [until('18:00'), send('new')]], [[edit({ pause: { moveTo: 'clock' } })]]);
    expect(sentAt(inside(toClock).release(1).refresh().pass(DAY))).toEqual([['new', 2, 6]]);
  });
});

describe('X2: what was sent', () => {
  const versions = [
    [send('hello'), wait('pause', '10h'), send('bye')],
    [wait('before', '1h'), send('hello'), wait('after', '2h'), send('bye')],
  ];

  test('is not sent again when the instance is moved to before it', () => {
    const customer = inside(world(versions, [[edit({ pause: { moveTo: 'before' } })]]))
      .release(1)
      .refresh()
      .pass(DAY);
    expect(sentAt(customer)).toEqual([
      ['hello', 1, 0],
      ['bye', 2, 3],
    ]);
    expect(customer.facts.filter(({ detail }) => detail?.skipped === 'done').map(({ step }) => step)).toEqual(['hello']);
  });

  test('nor when it is moved to the message itself, nor after a way back', () => {
    expect(
      sentAt(
        inside(world(versions, [[edit({ pause: { moveTo: 'hello' } })]]))
          .release(1)
          .refresh()
          .pass(DAY),
      ),
    ).toEqual([
      ['hello', 1, 0],
      ['bye', 2, 2],
    ]);
    const thrice = [...versions, versions[0]!];
    const of = world(thrice, [[edit({ pause: { moveTo: 'before' } })], [edit({ '*': { moveTo: 'hello' } }, 3)]]);
    const customer = inside(of)
      .release(1)
      .refresh()
      .pass(2 * HOUR)
      .release(2)
      .refresh()
      .pass(3 * DAY);
    expect(sentAt(customer).map(([step]) => step)).toEqual(['hello', 'bye']);
  });

  test('a message that waited for the morning is asked for again, and sent once', () => {
    let isNight = true;
    const steps = [send('hello'), wait('pause', '1h')];
    const of: World = {
      ...world([steps, [...steps, send('more')]], [[edit({ hello: 'move' })]]),
      answer: (_, now) =>
        isNight ? { verdict: 'defer', until: now + 8 * HOUR, rule: 'quiet_hours.deferred', read: {} } : { verdict: 'send', read: {} },
    };
    const customer = inside(of).release(1).refresh();
    expect(customer.sends()).toEqual([]);
    isNight = false;
    expect(sentAt(customer.pass(DAY))).toEqual([
      ['hello', 2, 8],
      ['more', 2, 9],
    ]);
  });
});

describe('leaving', () => {
  test('ends the instance, and withdraws what is not handed over', () => {
    const versions = [[send('hello'), wait('pause', '10h'), send('bye')], second];
    const customer = inside(world(versions, [[edit({ pause: 'exit' })]]))
      .release(1)
      .refresh();
    expect(customer.told('journey').at(-1)).toBe('journey exited cart/pause release.exit');
    expect(customer.stale(customer.sends()[0]!.message)).toEqual({ rule: 'release.exit', read: { release: 2 } });
    expect(sentAt(customer.pass(DAY)).map(([step]) => step)).toEqual(['hello']);
  });

  test('a journey that the release does not have any more', () => {
    const of = { ...world([first, []], [[edit({ '*': 'exit' }, 0)]]), releases: [[cart({ steps: first })], []] };
    const customer = inside(of).release(1).refresh();
    expect(customer.told('journey').at(-1)).toBe('journey exited cart/pause release.exit');
    expect(
      sentAt(
        inside({ ...of, edits: [[], [edit({ pause: 'stay' }, 0)]] })
          .release(1)
          .refresh()
          .pass(DAY),
      ),
    ).toEqual([['old', 1, 10]]);
  });
});

describe('X1: whoever entered since then', () => {
  test('is not concerned', () => {
    const of = world([first, second, first], [[edit({ pause: { moveTo: 'rest' } })], []]);
    const back = { ...of, releases: [of.releases[0]!, of.releases[1]!, of.releases[0]!] };
    const customer = new Walkthrough(back).release(2).event('Added').refresh().pass(DAY);
    expect(sentAt(customer)).toEqual([['old', 1, 10]]);
  });

  test('nor is who is on the version already, until the next release', () => {
    const third = [wait('last', '1h'), send('late')];
    const of = world([first, second, third], [[edit({ rest: 'exit' })], [edit({ '*': { moveTo: 'last' } }, 3)]]);
    const customer = new Walkthrough(of)
      .release(1)
      .event('Added')
      .refresh()
      .pass(30 * 60_000);
    expect(customer.told('journey').some((line) => line.includes('exited'))).toBe(false);
    expect(sentAt(customer.release(2).refresh().pass(DAY))).toEqual([['late', 3, 1]]);
  });
});
