import { afterEach, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import { defineJourney, type JourneyDefinition, onDate, onStart, setTag, split } from '../../define/index.ts';
import { cart, shop, withoutChance } from '../shop.suite.ts';
import { RehearsalDesk, type TrialQuestion } from '../thread/desk.ts';
import { runTrial } from './trial.ts';
import type { TrialAct, TrialReport } from './wish.ts';

const START = Date.UTC(2026, 0, 5, 9);
const KNOWN: TrialAct = { afterMs: 0, traits: { email: 'ada@example.com', phone: '+4915112345678' } };
const ADDED: TrialAct = { afterMs: 0, event: 'Product Added', properties: { name: 'Lamp' } };
const name = { en: 'Name', zh: '名称' };

const tried = (more: Partial<Parameters<typeof runTrial>[0]> = {}, journeys: readonly JourneyDefinition[] = []): Promise<TrialReport> =>
  runTrial({ project: shop(...journeys), journey: 'cart', start: START, lengthMs: 7 * DAY, script: [KNOWN, ADDED], ...more });

describe('a made-up customer', () => {
  test('walks through the journey, each step at its virtual time, and the messages are as they would read', async () => {
    const report = await tried();
    expect(report).toMatchObject({ entered: 1, start: START, end: START + 7 * DAY, timeZone: 'Europe/Berlin', more: 0 });
    expect(report.steps).toEqual([
      { step: 'pause', at: START, until: START + 2 * HOUR },
      { step: 'remind', at: START + 2 * HOUR },
      { step: 'click', at: START + 2 * HOUR, until: START + 26 * HOUR },
      { step: 'again', at: START + 26 * HOUR },
      { step: 'last', at: START + 26 * HOUR, until: START + 50 * HOUR },
    ]);
    expect(report.messages).toMatchObject([
      { step: 'remind', channel: 'mail', status: 'sent', to: 'ada@example.com', content: { subject: 'Still thinking of Lamp?' } },
      { step: 'again', channel: 'text', status: 'sent', content: { body: 'Your cart waits.' } },
    ]);
    expect(report.whyNot).toBeUndefined();
    expect(report.happenings.slice(0, 2)).toMatchObject([
      { kind: 'act', action: 'identify', detail: KNOWN.traits },
      { kind: 'act', action: 'event', name: 'Product Added', detail: { name: 'Lamp' } },
    ]);
    expect(report.happenings.find(({ kind }) => kind === 'verdict')).toMatchObject({ step: 'remind', detail: { rule: 'allowed' } });
  });

  test('what it does later counts later, and what would come after the end does not happen', async () => {
    const order: TrialAct = { afterMs: HOUR, event: 'Order Completed', properties: { revenue: 5 } };
    const report = await tried({ script: [KNOWN, ADDED, order, { ...ADDED, afterMs: 30 * DAY }] });
    expect(report.messages).toEqual([]);
    expect(report.happenings.at(-1)).toMatchObject({ kind: 'journey', action: 'converted', at: START + HOUR });
    expect(report.happenings.filter(({ kind, name }) => kind === 'act' && name === 'Product Added')).toHaveLength(1);
  });

  test('is told where it still is when time is up', async () =>
    expect((await tried({ lengthMs: HOUR })).inside).toEqual({ step: 'pause', at: START, until: START + 2 * HOUR }));

  test('what guard refuses stands in the path with its rule', async () => {
    const consent = { purpose: 'offers', granted: false };
    const { happenings, messages } = await tried({ script: [KNOWN, { afterMs: 0, consent }, ADDED] });
    expect(messages).toEqual([]);
    expect(happenings).toContainEqual(
      expect.objectContaining({ kind: 'act', action: 'consent', name: 'offers', detail: { granted: false } }),
    );
    expect(happenings.find(({ kind }) => kind === 'verdict')).toMatchObject({ action: 'suppress', detail: { rule: 'consent.withdrawn' } });
  });

  test('goes the way of the arm that is asked for, and starts journeys that are started by name', async () => {
    const called = defineJourney({
      ...{ id: 'called', name, stage: 'retain', trigger: onStart(), reentry: 'always' },
      steps: [
        split(
          [
            { id: 'a', share: 0.5, steps: [setTag('buyer', { id: 'tag_a' })] },
            { id: 'b', share: 0.5, steps: [setTag('buyer', { id: 'tag_b' })] },
          ],
          { id: 'which' },
        ),
      ],
    });
    const script = [KNOWN, { afterMs: 0, start: true, properties: { order: 'o-1' } }];
    for (const [arm, step] of [
      ['a', 'tag_a'],
      ['b', 'tag_b'],
    ] as const) {
      const { steps, happenings } = await tried({ journey: 'called', script, arms: { which: arm } }, [called]);
      expect(steps.map((one) => one.step)).toContain(step);
      expect(happenings[1]).toMatchObject({ kind: 'act', action: 'start', name: 'called', detail: { order: 'o-1' } });
    }
  });
});

describe('a journey that is not entered', () => {
  test.each([
    ['its event never came', 'cart', [KNOWN], { rule: 'trigger.event_absent', read: { event: 'Product Added', count: 0 } }],
    ['nobody is in its segment', 'lapsed', [ADDED], { rule: 'trigger.segment_outside', read: { segment: 'silent', inside: false } }],
  ])('says why: %s', async (_, journey, script, whyNot) =>
    expect(await tried({ journey, script })).toMatchObject({ entered: 0, steps: [], whyNot }),
  );

  test('its event came with other properties, or its date has not come', async () => {
    const lamps = defineJourney({
      ...cart,
      trigger: {
        type: 'event',
        event: 'Product Added',
        where: { combinator: 'and', rules: [{ field: 'property.name', operator: '=', value: 'Rug' }] },
      },
    } as never);
    expect((await tried({}, [lamps])).whyNot).toMatchObject({ rule: 'trigger.where_false', read: { 'property.name': 'Lamp' } });
    const dated = defineJourney({ ...cart, trigger: onDate('interest', { at: '09:00' }), steps: [setTag('buyer')] } as never);
    expect((await tried({}, [dated])).whyNot).toMatchObject({ rule: 'trigger.date_missing' });
  });

  test('one that the project does not have is unknown', async () =>
    expect(tried({ journey: 'nothing' })).rejects.toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN' }));

  test('an event that the door refuses ends it with the reason', async () =>
    expect(tried({ script: [{ afterMs: 0, event: '$identify' }] })).rejects.toMatchObject({ code: 'VOLANO_REHEARSAL_IMPOSSIBLE' }));
});

describe('beside a running product', () => {
  let desk: RehearsalDesk;
  afterEach(() => desk.close());
  const open = (more: object = {}): RehearsalDesk =>
    new RehearsalDesk({
      project: async () => withoutChance(shop()),
      releases: () => [],
      knownRows: async () => undefined,
      knownPast: async () => undefined,
      now: () => START,
      ...more,
    });
  const question: TrialQuestion = { journey: 'cart', lengthMs: 3 * DAY, script: [KNOWN, ADDED] };

  test('it runs in a thread of its own, one of a member at a time, and others wait for their turn', async () => {
    desk = open();
    const first = desk.test(question, 'ada');
    await expect(desk.test(question, 'ada')).rejects.toMatchObject({ code: 'VOLANO_REHEARSAL_BUSY' });
    const [one, other] = await Promise.all([first, desk.test({ ...question, journey: 'nothing' }, 'ben').catch((error) => error)]);
    expect(one).toMatchObject({ release: 0, entered: 1, start: START });
    expect(one.messages).toHaveLength(2);
    expect(other).toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN', details: { kind: 'journey', id: 'nothing' } });
  });

  test('one that takes too long is stopped, and says so; the next one runs', async () => {
    desk = open({ trialMsMax: 1 });
    await expect(desk.test(question, 'ada')).rejects.toMatchObject({ code: 'VOLANO_REHEARSAL_LIMIT' });
    await expect(desk.test(question, 'ada')).rejects.toMatchObject({ code: 'VOLANO_REHEARSAL_LIMIT' });
  });
});
