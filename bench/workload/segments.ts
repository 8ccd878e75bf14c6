/** Fifty segments, twenty of them with time windows. They read the first rules only, so they cost the same whatever their number. */
import { all, any, defineSegment, event, property, type SegmentDefinition, tag, trait } from '../../src/define/index.ts';
import { CATEGORIES } from './calls.ts';

const WINDOWED = ['Product Viewed', 'Product Added', 'Order Completed', 'Products Searched', 'Checkout Started'];
const DURATIONS = ['1d', '3d', '7d', '30d'];

export const segments: readonly SegmentDefinition[] = [
  ...Array.from({ length: 20 }, (_, index) => windowed(index)),
  ...Array.from({ length: 30 }, (_, index) => plain(index)),
];

/** Whoever did it within the last day: the membership ends by time alone. */
export function joinedSegment(joined: string): SegmentDefinition {
  return defineSegment({ id: 'joined_today', name: both('Joined today'), condition: event(joined).performed({ within: { last: '1d' } }) });
}

/** Three orders of some size within 90 days: nothing else keeps rows that tell. */
export const loyalSegment: SegmentDefinition = defineSegment({
  id: 'loyal',
  name: both('Loyal'),
  condition: event('Order Completed').performed({ atLeast: 3, within: { last: '90d' }, where: property('value').atLeast(50) }),
});

function windowed(index: number): SegmentDefinition {
  const name = WINDOWED[index % WINDOWED.length]!;
  const last = DURATIONS[Math.floor(index / WINDOWED.length)]!;
  const condition =
    index % 4 === 3
      ? event('Product Added').performedWithout('Order Completed', { after: '1h', within: last })
      : event(name).performed({ atLeast: 4 + 3 * (index % 4), within: { last } });
  return defineSegment({ id: `windowed_${index}`, name: both(`Windowed ${index}`), condition });
}

function plain(index: number): SegmentDefinition {
  const id = `rule_${index % 10}`;
  const category = CATEGORIES[index % CATEGORIES.length]!;
  const conditions = [
    all(trait(id).present(), tag(`tag_${index % 10}`)),
    any(trait('tier').is('gold'), tag(`tag_${(index + 3) % 10}`)),
    event('Order Completed').performed({ atLeast: 1 + (index % 5), where: property('category').is(category) }),
  ];
  return defineSegment({ id: `plain_${index}`, name: both(`Plain ${index}`), condition: conditions[index % 3]! });
}

function both(text: string): { en: string; zh: string } {
  return { en: text, zh: text };
}
