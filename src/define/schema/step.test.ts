import { describe, expect, test } from 'vitest';
import type { Step } from '../step.ts';
import { stepSchema } from './step.ts';

const always = { combinator: 'and', rules: [] } as const;
const end: Step = { type: 'exit', id: 'end' };
const faultsOf = (step: object) => {
  const { error } = stepSchema.safeParse(step);
  return (error?.issues ?? []).map(({ path }) => path.join('.'));
};

/** One of each kind, with everything that it may have. */
const STEPS: readonly Step[] = [
  { type: 'wait', id: 'a', stage: 'retain', duration: '2h' },
  { type: 'wait', id: 'a', until: { at: '10:00', weekdays: [1, 7] } },
  {
    type: 'wait_for',
    id: 'a',
    event: 'E',
    where: always,
    steps: [end],
    timeout: '1d',
    otherwise: [end],
    rearm: { event: 'F', where: always },
  },
  {
    type: 'wait_for',
    id: 'a',
    branches: [
      { on: { event: 'E' }, steps: [end] },
      { on: always, steps: [] },
    ],
    timeout: '1d',
  },
  { type: 'branch', id: 'a', branches: [{ when: always, steps: [end] }], otherwise: [end] },
  { type: 'split', id: 'a', arms: [{ id: 'x', share: 0.5, steps: [end] }] },
  {
    type: 'send',
    id: 'a',
    channel: 'mail',
    template: 't',
    variant: 'short',
    purpose: 'p',
    messageClass: 'service',
    fallbacks: [{ channel: 'text', template: 't' }],
    preference: 'favourite',
    nextOnFailure: true,
    await: { outcome: 'clicked', timeout: '1d' },
    onFailure: [end],
  },
  { type: 'webhook', id: 'a', channel: 'hook', template: 't', await: { outcome: 'sent', timeout: '1h' }, onFailure: [end] },
  {
    type: 'ticket',
    id: 'a',
    template: 't',
    channel: 'hook',
    owner: 'service',
    priority: 'urgent',
    due: '1d',
    await: { outcome: 'resolved', timeout: '2d' },
    onFailure: [end],
  },
  { type: 'benefit', id: 'a', benefit: 'welcome', as: 'coupon', onFailure: [end] },
  { type: 'update', id: 'a', traits: { tier: 'gold', points: 3, known: true } },
  { type: 'set_tag', id: 'a', tag: 'vip' },
  { type: 'remove_tag', id: 'a', tag: 'vip' },
  { type: 'start_journey', id: 'a', journey: 'j', properties: { order: { property: 'order_id' }, from: 'here' } },
  { type: 'stop_journey', id: 'a', journey: 'j' },
  { type: 'exit', id: 'a', failed: true },
];

test.each(STEPS.map((step) => [step.type, step] as const))('a %s is taken as it is written', (_, step) => {
  expect(stepSchema.parse(step)).toEqual(step);
});

test.each(STEPS.map((step) => [step.type, step] as const))('a %s takes no field that it does not know', (_, step) => {
  expect(faultsOf({ ...step, colour: 'red' })).toEqual(['']);
});

test.each(STEPS.map((step) => [step.type, step] as const))('a %s needs an id of letters, digits, _ and -', (_, step) => {
  for (const id of ['', 'a b', '-a', 'x'.repeat(129), undefined]) expect(faultsOf({ ...step, id })).toEqual(['id']);
});

describe('what is wrong is named where it stands', () => {
  test.each<[string, object]>([
    ['type', { type: 'jump', id: 'a' }],
    ['duration', { type: 'wait', id: 'a', duration: 'soon' }],
    ['until.at', { type: 'wait', id: 'a', until: { at: '25:00' } }],
    ['timeout', { type: 'wait_for', id: 'a', event: 'E' }],
    ['branches.0.steps.0.type', { type: 'branch', id: 'a', branches: [{ when: always, steps: [{ type: 'jump', id: 'b' }] }] }],
    ['arms.0.share', { type: 'split', id: 'a', arms: [{ id: 'x', share: 0, steps: [] }] }],
    ['arms', { type: 'split', id: 'a', arms: [] }],
    ['await.outcome', { type: 'webhook', id: 'a', channel: 'h', template: 't', await: { outcome: 'opened', timeout: '1d' } }],
    ['await.outcome', { type: 'ticket', id: 'a', template: 't', owner: 'o', due: '1d', await: { outcome: 'sent', timeout: '1d' } }],
    ['owner', { type: 'ticket', id: 'a', template: 't', due: '1d' }],
    ['owner', { type: 'ticket', id: 'a', template: 't', owner: '', due: '1d' }],
    ['due', { type: 'ticket', id: 'a', template: 't', owner: 'o' }],
    ['priority', { type: 'ticket', id: 'a', template: 't', owner: 'o', due: '1d', priority: 'soon' }],
    ['traits.tier', { type: 'update', id: 'a', traits: { tier: ['gold'] } }],
    ['as', { type: 'benefit', id: 'a', benefit: 'welcome', as: 'My Code' }],
    ['benefit', { type: 'benefit', id: 'a' }],
    ['tag', { type: 'set_tag', id: 'a' }],
    ['journey', { type: 'stop_journey', id: 'a', journey: '' }],
    ['failed', { type: 'exit', id: 'a', failed: false }],
  ])('%s', (path, step) => {
    expect(faultsOf(step)).toEqual([path]);
  });
});
