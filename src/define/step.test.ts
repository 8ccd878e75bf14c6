import { describe, expect, test } from 'vitest';
import { addressTraitOf, type ChannelDefinition, type ChannelType } from './channel.ts';
import { handsOver, listsWithin, type SendStep, type Step, type WaitForStep, waitBranchesOf, waysOf } from './step.ts';

const step = (id: string): Step => ({ type: 'exit', id });
const always = { combinator: 'and', rules: [] } as const;
const found = (within: Step) => listsWithin(within).map(({ steps, path }) => `${path}: ${steps.map(({ id }) => id).join(' ')}`);

describe('the lists of steps inside a step', () => {
  test('of a branch are its ways, then the other one', () => {
    const branches = [
      { when: always, steps: [step('a'), step('b')] },
      { when: always, steps: [] },
    ];
    expect(found({ type: 'branch', id: 'x', branches })).toEqual(['branches[0].steps: a b', 'branches[1].steps: ']);
    expect(found({ type: 'branch', id: 'x', branches, otherwise: [step('c')] }).at(-1)).toBe('otherwise: c');
  });

  test('of a wait for an event are what follows it, and what follows when it does not come', () => {
    const waiting = { type: 'wait_for', id: 'x', event: 'E', timeout: '1d', steps: [step('a')] } as const;
    expect(found(waiting)).toEqual(['steps: a']);
    expect(found({ ...waiting, otherwise: [step('b')] })).toEqual(['steps: a', 'otherwise: b']);
  });

  test('of a split are its arms', () => {
    const arms = ['a', 'b'].map((id) => ({ id, share: 0.5, steps: [step(id)] }));
    expect(found({ type: 'split', id: 'x', arms })).toEqual(['arms[0].steps: a', 'arms[1].steps: b']);
  });

  test('of a wait for several ways are theirs, in order', () => {
    const branches = [
      { on: { event: 'E' }, steps: [step('a')] },
      { on: always, steps: [step('b')] },
    ];
    expect(found({ type: 'wait_for', id: 'x', branches, timeout: '1d', otherwise: [step('c')] })).toEqual([
      'branches[0].steps: a',
      'branches[1].steps: b',
      'otherwise: c',
    ]);
  });

  test('of what is handed over is the edge of failure', () => {
    const sending: Step = { type: 'send', id: 'x', channel: 'capture', template: 't', purpose: 'p', onFailure: [step('a')] };
    expect(found(sending)).toEqual(['onFailure: a']);
    expect(found({ type: 'ticket', id: 'x', template: 't', owner: 'crm', due: '1d', onFailure: [step('b')] })).toEqual(['onFailure: b']);
    expect(found({ type: 'webhook', id: 'x', channel: 'h', template: 't', onFailure: [] })).toEqual(['onFailure: ']);
  });

  test.each<[Step]>([
    [{ type: 'wait', id: 'x', duration: '1d' }],
    [{ type: 'send', id: 'x', channel: 'capture', template: 't', purpose: 'p' }],
    [{ type: 'update', id: 'x', traits: { a: 1 } }],
    [{ type: 'webhook', id: 'x', channel: 'h', template: 't' }],
    [step('x')],
  ])('of %j are none', (one) => {
    expect(found(one)).toEqual([]);
  });
});

describe('ways', () => {
  const sending: SendStep = { type: 'send', id: 'x', channel: 'mail', template: 'long', purpose: 'p' };
  const waiting: WaitForStep = { type: 'wait_for', id: 'x', timeout: '1d' };

  test('of a send: its own, then its fallbacks, with where they stand', () => {
    expect(waysOf(sending)).toEqual([{ channel: 'mail', template: 'long', path: '' }]);
    const fallbacks = [
      { channel: 'text', template: 'short' },
      { channel: 'box', template: 'long' },
    ];
    expect(waysOf({ ...sending, fallbacks }).map(({ channel, template, path }) => `${path}${channel}/${template}`)).toEqual([
      'mail/long',
      'fallbacks[0].text/short',
      'fallbacks[1].box/long',
    ]);
  });

  test('of a webhook: its own', () => {
    expect(waysOf({ type: 'webhook', id: 'x', channel: 'h', template: 't' })).toEqual([{ channel: 'h', template: 't', path: '' }]);
  });

  test('of a wait for an event: the event', () => {
    expect(waitBranchesOf({ ...waiting, event: 'E', where: always, steps: [step('a')] })).toEqual([
      { on: { event: 'E', where: always }, steps: [step('a')], path: '' },
    ]);
    expect(waitBranchesOf({ ...waiting, event: 'E' })).toEqual([{ on: { event: 'E' }, steps: [], path: '' }]);
  });

  test('of a wait for several: each with its place; of nothing: none', () => {
    const branches = [
      { on: always, steps: [] },
      { on: { event: 'E' }, steps: [step('a')] },
    ];
    expect(waitBranchesOf({ ...waiting, branches }).map(({ path }) => path)).toEqual(['branches[0].', 'branches[1].']);
    expect(waitBranchesOf(waiting)).toEqual([]);
  });

  test('are had by what hands something over', () => {
    expect(handsOver(sending)).toBe(true);
    expect([waiting, step('e')].some(handsOver)).toBe(false);
  });
});

test.each<[ChannelType, string | undefined, string | undefined]>([
  ['email', undefined, 'email'],
  ['email', 'work', 'work'],
  ['sms', undefined, 'phone'],
  ['push', undefined, 'push_token'],
  ['wecom_task', undefined, 'external_userid'],
  ['mp_subscription', undefined, 'openid'],
  ['in_app', 'work', undefined],
  ['webhook', 'work', undefined],
])('the address on a channel of type %s with %s is the trait %s', (type, address, expected) => {
  const channel: ChannelDefinition = {
    kind: 'channel',
    id: 'c',
    name: { en: 'x', zh: 'x' },
    type,
    ...(address !== undefined && { address }),
  };
  expect(addressTraitOf(channel)).toBe(expected);
});
