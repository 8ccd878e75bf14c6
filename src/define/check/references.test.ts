import { describe, expect, test } from 'vitest';
import { all, any, event, not, property, segment, tag, trait } from '../build/conditions.ts';
import { defineChannel, defineJourney, definePolicy, defineSegment, defineTag, defineTemplate, defineTrait } from '../build/definitions.ts';
import { formula } from '../build/formulas.ts';
import { branch, send, startJourney, stopJourney, update, wait, waitFor, webhook } from '../build/steps.ts';
import { onDate, onEvent, onSchedule, onSegment, onSegmentExit } from '../build/triggers.ts';
import { text, workspace } from '../example.suite.ts';
import type { Definition } from '../project.ts';
import type { Trigger } from '../trigger.ts';
import { referencesOf } from './references.ts';

const name = text('Name');
const found = (definition: Definition) => referencesOf(definition).map(({ kind, id, path }) => `${kind} ${id} at ${path}`);
const mail = { channel: 'capture', template: 'hello', purpose: 'news' };

describe('conditions', () => {
  test('refer to traits, tags and segments, however deep', () => {
    const condition = all(trait('a').is(1), any(tag('b'), not(all(segment('c')))));
    expect(found(defineSegment({ id: 's', name, condition }))).toEqual([
      'trait a at condition.rules[0].field',
      'tag b at condition.rules[1].rules[0].field',
      'segment c at condition.rules[1].rules[1].rules[0].field',
    ]);
  });

  test('refer to both traits of a distance', () => {
    const condition = all(trait('lat').withinDistance('lon', { of: [0, 0], meters: 5 }));
    expect(found(defineSegment({ id: 's', name, condition }))).toEqual([
      'trait lat at condition.rules[0].field',
      'trait lon at condition.rules[0].value.longitude',
    ]);
  });

  test('refer to nothing by events and properties', () => {
    const rule = event('trait.x').performed({ where: property('trait.y').is(1) });
    expect(found(defineTag({ id: 't', name, owner: 'o', rule }))).toEqual([]);
  });

  test('are followed into the filters of history, where such a rule is wrong but present', () => {
    const rule = event('A').performedWithout('B', { within: '1d', withoutWhere: tag('b') });
    expect(found(defineTag({ id: 't', name, owner: 'o', rule }))).toEqual(['tag b at rule.rules[0].value.without.where.rules[0].field']);
  });
});

describe('traits', () => {
  test('refer by formula, in the order of reading', () => {
    const expression = formula.when(tag('vip'), formula.add('a', 'b'), formula.coalesce('c', 0));
    expect(found(defineTrait({ id: 't', name, formula: expression }))).toEqual([
      'tag vip at formula.when.rules[0].field',
      'trait a at formula.then.args[0]',
      'trait b at formula.then.args[1]',
      'trait c at formula.otherwise.args[0]',
    ]);
  });

  test('refer by score', () => {
    expect(found(defineTrait({ id: 't', name, score: { of: 'ltv', bins: 5 } }))).toEqual(['trait ltv at score.of']);
  });

  test('that are declared or computed refer to nothing', () => {
    expect(found(defineTrait({ id: 't', name, type: 'string' }))).toEqual([]);
    expect(found(defineTrait({ id: 't', name, aggregate: 'count', event: 'E' }))).toEqual([]);
  });
});

describe('channels', () => {
  test.each([
    ['email', 'email'],
    ['sms', 'phone'],
    ['push', 'push_token'],
    ['wecom_task', 'external_userid'],
    ['mp_subscription', 'openid'],
  ] as const)('of type %s refer to the trait %s unless they name another one', (type, trait) => {
    expect(found(defineChannel({ id: 'c', type, name }))).toEqual([`trait ${trait} at type`]);
    expect(found(defineChannel({ id: 'c', type, name, address: 'other' }))).toEqual(['trait other at address']);
  });

  test.each(['in_app', 'webhook'] as const)('of type %s need no address', (type) => {
    expect(found(defineChannel({ id: 'c', type, name }))).toEqual([]);
  });

  test('that journeys send through are referred to, capture is always there', () => {
    const steps = [send({ id: 'a', ...mail, channel: 'mail' }), send({ id: 'b', ...mail })];
    const journey = defineJourney({ id: 'j', name, stage: 'retain', trigger: onEvent('E'), reentry: 'once', steps });
    expect(found(journey).filter((one) => one.startsWith('channel'))).toEqual(['channel mail at steps[0].channel']);
  });
});

describe('journeys', () => {
  test('refer by date, schedule, update and webhook', () => {
    const steps = [update({ tier: 1 }), webhook({ channel: 'hook', template: 'call' }), waitFor('E', { timeout: '1d', where: tag('b') })];
    const journey = (trigger: Trigger) => found(defineJourney({ id: 'j', name, stage: 'retain', trigger, reentry: 'always', steps }));
    const others = ['trait tier at steps[0].traits.tier', 'channel hook at steps[1].channel', 'template call at steps[1].template'];
    const waited = 'tag b at steps[2].where.rules[0].field';
    expect(journey(onDate('birthday', { at: '09:00' }))).toEqual([waited, 'trait birthday at trigger.trait', ...others]);
    expect(journey(onSchedule({ every: 'day', at: '09:00', segment: 's' }))).toEqual([waited, 'segment s at trigger.segment', ...others]);
    expect(journey(onSchedule({ every: 'day', at: '09:00' }))).toEqual([waited, ...others]);
    expect(journey(onSegmentExit('s'))).toEqual([waited, 'segment s at trigger.segment', ...others]);
  });

  test('refer by trigger, conditions and sends', () => {
    const journey = defineJourney({
      id: 'j',
      name,
      stage: 'retain',
      trigger: onSegment('start'),
      when: trait('a').present(),
      reentry: 'once',
      goal: segment('done'),
      exits: [tag('gone')],
      steps: [branch({ when: tag('vip'), then: [send(mail)], otherwise: [wait('1d'), send({ ...mail, template: 'other' })] })],
    });
    expect(found(journey)).toEqual([
      'trait a at when.rules[0].field',
      'segment done at goal.rules[0].field',
      'tag gone at exits[0].rules[0].field',
      'tag vip at steps[0].branches[0].when.rules[0].field',
      'segment start at trigger.segment',
      'template hello at steps[0].branches[0].steps[0].template',
      'purpose news at steps[0].branches[0].steps[0].purpose',
      'template other at steps[0].otherwise[1].template',
      'purpose news at steps[0].otherwise[1].purpose',
    ]);
  });

  test('refer by every way of a send, by the preferred one, and by what follows a failure', () => {
    const steps = [
      send({
        ...mail,
        fallbacks: [{ channel: 'text', template: 'short' }],
        preference: 'favourite',
        onFailure: [webhook({ channel: 'hook', template: 'call' })],
      }),
    ];
    const journey = defineJourney({ id: 'j', name, stage: 'retain', trigger: onEvent('E'), reentry: 'once', steps });
    expect(found(journey)).toEqual([
      'template hello at steps[0].template',
      'channel text at steps[0].fallbacks[0].channel',
      'template short at steps[0].fallbacks[0].template',
      'purpose news at steps[0].purpose',
      'trait favourite at steps[0].preference',
      'channel hook at steps[0].onFailure[0].channel',
      'template call at steps[0].onFailure[0].template',
    ]);
  });

  test('refer to the journeys that they start and stop, and to the segment that a broadcast goes to', () => {
    const steps = [startJourney('care'), stopJourney('cart')];
    const trigger = onSchedule({ date: '2026-12-01', at: '09:00', segment: 'vip' });
    expect(found(defineJourney({ id: 'j', name, stage: 'retain', trigger, reentry: 'once', steps }))).toEqual([
      'segment vip at trigger.segment',
      'journey care at steps[0].journey',
      'journey cart at steps[1].journey',
    ]);
  });

  test('refer by the filter of their trigger', () => {
    const trigger = onEvent('E', { where: tag('vip') });
    const journey = defineJourney({ id: 'j', name, stage: 'retain', trigger, reentry: 'once', steps: [wait('1d')] });
    expect(found(journey)).toEqual(['tag vip at trigger.where.rules[0].field']);
  });
});

describe('templates', () => {
  const uses = (body: string, subject?: string) =>
    found(defineTemplate({ id: 't', name, body, ...(subject !== undefined && { subject }) }));

  test.each<[string, readonly string[]]>([
    ['Dear {{ trait.first_name }}', ['first_name']],
    ['{{trait.a}}{{ trait.b | default: trait.c }}', ['a', 'b', 'c']],
    ['{% if trait.a > 3 %}x{% endif %}', ['a']],
    ['trait.a outside of a tag', []],
    ['{{ event.trait.a }} {{ my_trait.b }}', []],
    ['{{ "trait.a" }} {{ \'trait.b\' | append: trait.c }}', ['c']],
    ['{{\n  trait.a\n}}', ['a']],
  ])('%j', (body, ids) => {
    expect(uses(body)).toEqual(ids.map((id) => `trait ${id} at body`));
  });

  test('refer by their subject too', () => {
    expect(uses('x', '{{ trait.a }}')).toEqual(['trait a at subject']);
  });
});

test('a tag refers to its group, a workspace to nothing', () => {
  expect(found(defineTag({ id: 't', name, owner: 'o', group: 'g', rule: all() }))).toEqual(['tag_group g at group']);
  expect(found(workspace)).toEqual([]);
});

test('a policy refers to the purposes and channels of its caps, and to the trait of the accepted frequency', () => {
  const classes = ['marketing'] as const;
  const cap = { id: 'c', max: 1, per: '1d', classes };
  expect(found(definePolicy({ caps: [cap, { ...cap, id: 'd', purpose: 'news' }, { ...cap, id: 'e', channel: 'sms' }] }))).toEqual([
    'purpose news at caps[1].purpose',
    'channel sms at caps[2].channel',
  ]);
  expect(found(definePolicy({ acceptedFrequency: { trait: 'weekly', per: '7d', classes, channel: 'push' } }))).toEqual([
    'trait weekly at acceptedFrequency.trait',
    'channel push at acceptedFrequency.channel',
  ]);
});

test('the channel that contacts nobody needs no definition', () => {
  const classes = ['marketing'] as const;
  const cap = { id: 'c', max: 1, per: '1d', classes, channel: 'capture' };
  expect(found(definePolicy({ caps: [cap], acceptedFrequency: { trait: 't', per: '7d', classes, channel: 'capture' } }))).toEqual([
    'trait t at acceptedFrequency.trait',
  ]);
});

describe('lists of sensitive words', () => {
  const list = (channels?: readonly string[]) => ({ id: 'law', severity: 'block' as const, words: ['x'], ...(channels && { channels }) });

  test('refer to the channels that they are for, but to none that is always there', () => {
    expect(found(definePolicy({ sensitiveWords: [list(), list(['text', 'capture', 'mail'])] }))).toEqual([
      'channel text at sensitiveWords[1].channels[0]',
      'channel mail at sensitiveWords[1].channels[2]',
    ]);
  });
});
