import { describe, expect, test } from 'vitest';
import { text, workspace } from '../example.suite.ts';
import {
  defineChannel,
  defineJourney,
  definePurpose,
  defineTemplate,
  defineTrait,
  type JourneyInput,
  onEvent,
  onStart,
  problemsOf,
  property,
  send,
  startJourney,
  update,
  wait,
} from '../index.ts';

const mail = send({ channel: 'mail', template: 'hello', purpose: 'news', messageClass: 'marketing' });
const base = [
  workspace,
  definePurpose({ id: 'news', name: text('News'), basis: 'opt_in' }),
  defineChannel({ id: 'mail', type: 'email', name: text('Mail') }),
  defineTrait({ id: 'email', name: text('E-mail'), type: 'string' }),
  defineTrait({ id: 'mood', name: text('Mood'), type: 'string' }),
  defineTemplate({ id: 'hello', name: text('Hello'), subject: 'Hi', body: 'Hello' }),
];

const journey = (id: string, event: string, more: Partial<JourneyInput> = {}) =>
  defineJourney({ id, name: text(id), stage: 'retain', trigger: onEvent(event), reentry: 'always', steps: [mail], ...more });
const faults = (...journeys: ReturnType<typeof journey>[]): readonly string[] =>
  problemsOf({ definitions: [...base, ...journeys] }).map(({ path, message }) => `${path} | ${message}`);

describe('journeys that would never end', () => {
  test('a mail because a mail was delivered', () => {
    expect(faults(journey('echo', 'Email Delivered'))).toEqual([expect.stringMatching(/^journey "echo" at trigger \| .*\(echo -> echo\)/)]);
  });

  test('two that start each other', () => {
    const found = faults(
      journey('ping', 'Message Delivered'),
      journey('pong', 'Email Delivered', {
        steps: [send({ channel: 'capture', template: 'hello', purpose: 'news', messageClass: 'marketing' })],
      }),
    );
    expect(found.map((one) => one.split(' | ')[0])).toEqual(['journey "ping" at trigger', 'journey "pong" at trigger']);
    expect(found[0]).toContain('ping -> pong -> ping');
  });

  test('an update because of an identify', () => {
    expect(faults(journey('mirror', '$identify', { steps: [update({ mood: 'gone' })] }))).toHaveLength(1);
  });

  test.each<[string, Partial<JourneyInput>]>([
    ['it comes in again only after a while', { reentry: { after: '1d' } }],
    ['or once', { reentry: 'once' }],
    ['something must hold', { when: { combinator: 'and', rules: [{ field: 'trait.mood', operator: '=', value: 'good' }] } }],
    ['the event is filtered', { trigger: onEvent('Email Delivered', { where: property('campaign_id').is('x') }) }],
    ['it takes its time', { steps: [wait('1d'), mail] }],
    ['a person has to do something', { trigger: onEvent('Email Opened') }],
  ])('but not where %s', (_, more) => {
    expect(faults(journey('echo', 'Email Delivered', more))).toEqual([]);
  });

  const named = (id: string, next: string, more: Partial<JourneyInput> = {}) =>
    journey(id, 'E', { trigger: onStart(), steps: [wait('30d'), startJourney(next)], ...more });

  test('journeys that start each other by name, however long they wait in between', () => {
    expect(faults(named('a', 'b'), named('b', 'c'), named('c', 'a'))).toEqual([
      expect.stringContaining('journeys start each other without end (a -> b -> c -> a)'),
      expect.stringContaining('(b -> c -> a -> b)'),
      expect.stringContaining('(c -> a -> b -> c)'),
    ]);
    expect(faults(named('a', 'a', { reentry: { after: '1d' } }))).toHaveLength(1);
  });

  test.each<[string, Partial<JourneyInput>]>([
    ['enters once only', { reentry: 'once' }],
    ['enters under a condition', { when: { combinator: 'and', rules: [{ field: 'trait.mood', operator: '=', value: 'good' }] } }],
    ['starts nobody', { steps: [wait('1d')] }],
  ])('but not where one of them %s', (_, more) => {
    expect(faults(named('a', 'b', more), named('b', 'a'))).toEqual([]);
  });
});
