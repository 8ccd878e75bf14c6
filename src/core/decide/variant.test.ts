import { describe, expect, test } from 'vitest';
import type { Definition, Step } from '../../define/index.ts';
import { cart, text } from './cart.suite.ts';
import type { VariantUse } from './variant.ts';
import { Walkthrough, type World } from './walkthrough.suite.ts';

const vip: Definition = { kind: 'trait', id: 'vip', name: text, type: 'boolean' };
const isVip = { combinator: 'and', rules: [{ field: 'trait.vip', operator: '=', value: true }] } as const;
const send = (more: object = {}): Step => ({ type: 'send', id: 'hi', channel: 'capture', template: 'note', purpose: 'offers', ...more });

function sent(variants: readonly VariantUse[] | undefined, { traits = {}, step = {}, customer = 'c1' } = {}) {
  const world: World = {
    definitions: [vip],
    releases: [[cart({ steps: [send(step)] })]],
    templates: { note: variants ? { variants } : {} },
  };
  const walk = new Walkthrough(world, customer);
  walk.identify(traits).event('Added');
  const decided = walk.facts.find(({ kind, action }) => kind === 'message' && action === 'decided');
  return { variant: walk.sends()[0]?.variant, detail: decided?.detail };
}

describe('which variant a message takes', () => {
  test('none where there are none, and nothing is said of it', () => {
    const { variant, detail } = sent(undefined);
    expect(variant).toBeUndefined();
    expect(detail).not.toHaveProperty('variant');
  });

  test('the one that the step names, before conditions and shares', () => {
    const { variant, detail } = sent([{ id: 'a', when: isVip }, { id: 'b', share: 1 }, { id: 'c' }], {
      traits: { vip: true },
      step: { variant: 'c' },
    });
    expect(variant).toBe('c');
    expect(detail).toMatchObject({ variant: 'c', variantBy: 'step' });
  });

  test('the first whose condition holds, with what it read', () => {
    const variants = [
      { id: 'a', when: isVip },
      { id: 'b', share: 1 },
    ];
    expect(sent(variants, { traits: { vip: true } })).toMatchObject({
      variant: 'a',
      detail: { variant: 'a', variantBy: 'condition', variantRead: { 'trait.vip': true } },
    });
    expect(sent(variants)).toMatchObject({ variant: 'b', detail: { variantBy: 'share' } });
  });

  test('shares are what they say, the rest gets the own content, and a customer stays with the draw', () => {
    const variants = [
      { id: 'a', share: 0.3 },
      { id: 'b', share: 0.2 },
    ];
    const drawn = Array.from({ length: 600 }, (_, index) => sent(variants, { customer: `c${index}` }).variant ?? 'own');
    const share = (id: string) => drawn.filter((one) => one === id).length / drawn.length;
    expect(share('a')).toBeGreaterThan(0.24);
    expect(share('a')).toBeLessThan(0.36);
    expect(share('b')).toBeGreaterThan(0.14);
    expect(share('b')).toBeLessThan(0.26);
    expect(drawn.slice(0, 50)).toEqual(
      Array.from({ length: 50 }, (_, index) => sent(variants, { customer: `c${index}` }).variant ?? 'own'),
    );
  });

  test('a template without conditions and shares has its own content unless a step names one', () => {
    expect(sent([{ id: 'a' }])).toMatchObject({ variant: undefined });
  });
});
