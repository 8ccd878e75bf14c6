/** A banner with as many candidates as a busy home page has. They read what the project computes anyway. */
import { definePlacement, type PlacementDefinition, property, segment, tag, trait } from '../../src/define/index.ts';
import { CATEGORIES } from './calls.ts';

export const BANNER = 'banner';

export const placements: readonly PlacementDefinition[] = [
  definePlacement({
    id: BANNER,
    name: both('Banner'),
    purpose: 'offers',
    channel: 'capture',
    candidates: [
      ...[0, 1, 2, 3].map((index) => ({
        id: `often_${index}`,
        name: both(`Often ${index}`),
        template: 'joined',
        when: trait(`rule_${index}`).atLeast(3),
        value: { trait: 'rule_0' },
        limit: { max: 3, per: '1d' },
      })),
      ...[0, 1, 2, 3].map((index) => ({
        id: `tagged_${index}`,
        name: both(`Tagged ${index}`),
        template: 'back',
        when: tag(`tag_${index}`),
        priority: 'high' as const,
        limit: { max: 2, per: '7d' },
      })),
      ...[0, 1].map((index) => ({
        id: `windowed_${index}`,
        name: both(`Windowed ${index}`),
        fields: { image: `https://shop.example/${index}.png` },
        when: segment(`windowed_${index}`),
        value: 5,
      })),
      { id: 'here', name: both('Here'), fields: { coupon: 'HERE' }, when: property('category').is(CATEGORIES[0]!), value: 20 },
      { id: 'everybody', name: both('Everybody'), fields: { image: 'https://shop.example/all.png' }, priority: 'low' },
    ],
    fallback: { fields: { image: 'https://shop.example/plain.png' } },
  }),
];

function both(text: string): { en: string; zh: string } {
  return { en: text, zh: text };
}
