import { aggregate, and, missing, rule, segment, type TruthTable } from '../notation.ts';

const T = '2024-01-01T10:00:00Z';

function last(property: string): ReturnType<typeof aggregate> {
  return aggregate('last', 'Order', { property });
}

function count(property: string): ReturnType<typeof aggregate> {
  return aggregate('count', 'Order', { property });
}

export const paths: TruthTable[] = [
  {
    subject: 'paths and lists',
    now: '2024-01-02T00:00:00Z',
    events: [
      [
        'Order',
        T,
        {
          billing: { city: 'Rome', geo: { lat: 41.9 } },
          products: [
            { sku: 'A', price: 10, tags: ['x', 'y'], size: { cm: 5 } },
            { sku: 'B', price: 2.5, size: { cm: 7 } },
            { price: 1 },
            'loose',
            null,
            { sku: 'A', price: '3' },
          ],
          labels: ['new', 'sale', null, { a: 1 }, ['deep'], 'new', 7, true],
          empty: [],
          hollow: [null, {}],
          none: null,
          'dotted.key': 'no',
          0: 'zero',
          deep: { list: [{ a: { b: 'c' } }] },
          'quote"\'\\': 'odd',
          名: '值',
        },
      ],
    ],
    truths: [
      ['1.5: a path walks objects', last('billing.city'), 'Rome'],
      ['1.5: deeper', last('billing.geo.lat'), 41.9],
      ['1.1: an object is missing', last('billing'), missing],
      ['1.5: a text has no keys', last('billing.city.name'), missing],
      ['1.5: not even length', last('billing.city.length'), missing],
      ['1.5: inherited names are no keys', last('constructor'), missing],
      ['1.5: nor on nested objects', last('billing.toString'), missing],
      ['4.2: a list under a plain path contributes nothing', last('labels'), missing],
      ['1.5: a name never indexes a list', last('products.0'), missing],
      ['1.5: nor an element of it', last('products.0.sku'), missing],
      ['1.5: a digit is a key of an object', last('0'), 'zero'],
      ['1.5: a dot always separates', last('dotted.key'), missing],
      ['1.5: lists have no length', last('labels.length'), missing],
      ['1.5: any other character is part of the name', last('quote"\'\\'), 'odd'],
      ['1.5: in any script', last('名'), '值'],
      ['4.2: one contribution per element that has it', count('products[].sku'), 3],
      ['4.3: in their order', aggregate('distinct_list', 'Order', { property: 'products[].sku' }), ['A', 'B']],
      ['4: the most frequent', aggregate('most_frequent', 'Order', { property: 'products[].sku' }), 'A'],
      ['4.2: numbers only', aggregate('sum', 'Order', { property: 'products[].price' }), 13.5],
      ['4.2: average of the three', aggregate('average', 'Order', { property: 'products[].price' }), 4.5],
      ['4.2: but four scalars', count('products[].price'), 4],
      ['1.5: objects inside elements', aggregate('sum', 'Order', { property: 'products[].size.cm' }), 12],
      ['1.5: a list after objects', last('deep.list[].a.b'), 'c'],
      ['4.2: a list inside an element is no scalar', count('products[].tags'), 0],
      ['1.5: the elements themselves', count('products[]'), 1],
      ['1.1: scalars among them', aggregate('distinct_list', 'Order', { property: 'labels[]' }), ['new', 'sale', 7, true]],
      ['4.2: five scalars', count('labels[]'), 5],
      ['4.2: an empty list has none', count('empty[]'), 0],
      ['4: and no first', aggregate('first', 'Order', { property: 'empty[]' }), missing],
      ['4.2: null is no list', count('none[]'), 0],
      ['4.2: an object is no list', count('billing[].city'), 0],
      ['4.2: nor is a text', count('billing.city[]'), 0],
      ['4.2: an absent list', count('nothing[].x'), 0],
    ],
  },
  {
    subject: 'lists in filters',
    now: '2024-01-02T00:00:00Z',
    events: [
      [
        'Order',
        T,
        { labels: ['New', 'sale', 5], products: [{ sku: 'A' }, { sku: 'B', n: 2 }], text: 'new shoes', empty: [], hollow: [null] },
      ],
    ],
    truths: [
      ['2: contains asks a list for an element', where(rule('property.labels', 'contains', 'sale')), true],
      ['2: exactly, case counts', where(rule('property.labels', 'contains', 'new')), false],
      ['2: the whole element', where(rule('property.labels', 'contains', 'sal')), false],
      ['2: by type', where(rule('property.labels', 'contains', '5')), false],
      ['2: a number', where(rule('property.labels', 'contains', 5)), true],
      ['2.6: the same with brackets', where(rule('property.labels[]', 'contains', 'sale')), true],
      ['2.6: a projection', where(rule('property.products[].sku', 'contains', 'B')), true],
      ['2.6: that no element has', where(rule('property.products[].sku', 'contains', 'C')), false],
      ['2: doesNotContain', where(rule('property.products[].sku', 'doesNotContain', 'C')), true],
      ['2: equality with a list is false', where(rule('property.labels', '=', 'New')), false],
      ['2: and inequality true', where(rule('property.labels', '!=', 'New')), true],
      ['2: in is false for a list', where(rule('property.labels', 'in', ['New', 'sale'])), false],
      ['2: a list of one is no scalar', where(rule('property.products[].n', '=', 2)), false],
      ['2: nor is it greater', where(rule('property.products[].n', '>', 1)), false],
      ['2: a list is there', where(rule('property.labels', 'notNull')), true],
      ['1.1: an empty one is not', where(rule('property.empty', 'null')), true],
      ['1.1: one without scalars neither', where(rule('property.hollow', 'null')), true],
      ['1.1: an absent one neither', where(rule('property.other[]', 'notNull')), false],
      ['2: beginsWith is for texts', where(rule('property.labels', 'beginsWith', 'New')), false],
      ['2.1: a text contains a part, case ignored', where(rule('property.text', 'contains', 'NEW')), true],
      ['1.1: an object is missing', where(rule('property.products[].sku', 'null')), false],
    ],
  },
  {
    subject: 'lists of the customer',
    now: '2024-01-02T00:00:00Z',
    events: [
      ['Order', '2024-01-01T10:00:00Z', { sku: 'A' }],
      ['Order', '2024-01-01T11:00:00Z', { sku: 7 }],
    ],
    given: [aggregateAs('skus', 'sku'), aggregateAs('nothing', 'other'), segment('has_a', rule('trait.skus', 'contains', 'A'))],
    truths: [
      ['2: has the element', rule('trait.skus', 'contains', 'A'), true],
      ['2: not as lower case', rule('trait.skus', 'contains', 'a'), false],
      ['2: the number', rule('trait.skus', 'contains', 7), true],
      ['2: not its text', rule('trait.skus', 'contains', '7'), false],
      ['2: of a missing list', rule('trait.nothing', 'contains', 'A'), false],
      ['2: of a missing list, negated', rule('trait.nothing', 'doesNotContain', 'A'), true],
      ['1.1: an empty list is missing', rule('trait.nothing', 'null'), true],
      ['2: lists have no order', rule('trait.skus', '>', 0), false],
      ['2: the segment that asks', rule('segment.has_a', '=', true), true],
    ],
  },
];

function aggregateAs(id: string, property: string): ReturnType<typeof aggregate> {
  return aggregate('distinct_list', 'Order', { id, property });
}

/** The order matches the filter. */
function where(filter: ReturnType<typeof rule>): ReturnType<typeof rule> {
  return rule('event.Order', 'performed', { where: and(filter) });
}
