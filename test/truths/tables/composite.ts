import { aggregate, and, type Condition, not, or, type Rule, rule, type TruthTable } from '../notation.ts';

const SHANGHAI = [31.2304, 121.4737] as const;

function visits(
  operator: 'withinDistance' | 'notWithinDistance',
  of: readonly [number, number],
  meters: number,
): ReturnType<typeof aggregate> {
  return aggregate('count', 'Visit', { where: and(rule('property.lat', operator, { longitude: 'lon', of, meters })) });
}

function home(meters: number, operator: 'withinDistance' | 'notWithinDistance' = 'withinDistance'): Rule {
  return rule('trait.home_lat', operator, { longitude: 'home_lon', of: [31.23, 121.47], meters });
}

function orders(operator: 'anyElementWhere' | 'noElementWhere', ...rules: readonly (Condition | Rule)[]): ReturnType<typeof aggregate> {
  const where = and(rule('property.products', operator, { combinator: 'and', rules }));
  return aggregate('count', 'Order', { where });
}

const dear = rule('property.price', '>', 100);
const shoes = rule('property.category', '=', 'shoes');

/** A degree of latitude is 111.195 km; one of longitude at 31.2304° north 95.08 km. */
export const composite: TruthTable[] = [
  {
    subject: 'distances',
    now: '2024-06-11T00:00:00Z',
    events: [
      ['Visit', '2024-06-01T00:00:00Z', { lat: 31.2304, lon: 121.4737 }],
      ['Visit', '2024-06-02T00:00:00Z', { lat: 30.2741, lon: 120.1551 }],
      ['Visit', '2024-06-03T00:00:00Z', { lat: '31.2304', lon: 121.4737 }],
      ['Visit', '2024-06-04T00:00:00Z', { lat: 31.2304 }],
      ['Visit', '2024-06-05T00:00:00Z', { lat: 31.2304, lon: 121.5737 }],
      ['Visit', '2024-06-06T00:00:00Z', { lat: 91, lon: 0 }],
      ['Visit', '2024-06-07T00:00:00Z', { lat: 0, lon: 179.95 }],
      ['Home', '2024-06-07T00:00:00Z', { lat: 31.2304, lon: 121.4737 }],
    ],
    given: [
      { ...aggregate('last', 'Home', { property: 'lat' }), id: 'home_lat' },
      { ...aggregate('last', 'Home', { property: 'lon', window: { last: '7d' } }), id: 'home_lon' },
    ],
    truths: [
      ['2.14: at the point itself', visits('withinDistance', SHANGHAI, 1), 1],
      ['2.14: 9,508 m to the east', visits('withinDistance', SHANGHAI, 9_450), 1],
      ['2.14: a little further', visits('withinDistance', SHANGHAI, 9_560), 2],
      ['2.14: 165 km', visits('withinDistance', SHANGHAI, 170_000), 3],
      ['2.14: the negation holds of the missing, of texts and of what is no place', visits('notWithinDistance', SHANGHAI, 170_000), 4],
      ['2.14: across the date line 11,120 m', visits('withinDistance', [0, -179.95], 11_200), 1],
      ['2.14: and not less', visits('withinDistance', [0, -179.95], 11_000), 0],
      ['2.14: everywhere on earth', visits('withinDistance', [90, 0], 20_015_200), 4],
      ['2.14: of two traits, 356 m', home(400), true],
      ['2.14: not so near', home(300), false],
      ['2.14: the negation', home(300, 'notWithinDistance'), true],
      ['2.14: as long as both are there', home(400), true, '2024-06-13T23:59:59.999Z'],
      ['2.14: no longer', home(400), false, '2024-06-14T00:00:00Z'],
    ],
  },
  {
    subject: 'elements of which several things are true',
    now: '2024-06-11T00:00:00Z',
    events: [
      [
        'Order',
        '2024-06-01T00:00:00Z',
        {
          products: [
            { price: 120, category: 'shoes', tags: ['new'] },
            { price: 20, category: 'bags' },
          ],
        },
      ],
      [
        'Order',
        '2024-06-02T00:00:00Z',
        {
          products: [
            { price: 20, category: 'shoes' },
            { price: 120, category: 'bags', at: { lat: 0, lon: 0 } },
          ],
        },
      ],
      ['Order', '2024-06-03T00:00:00Z', { products: [] }],
      ['Order', '2024-06-04T00:00:00Z', { products: { price: 120, category: 'shoes' } }],
      ['Order', '2024-06-05T00:00:00Z', { products: [null, 'shoes', [{ price: 120, category: 'shoes' }], { price: 120 }] }],
      [
        '$identify',
        '2024-06-06T00:00:00Z',
        {
          owns: [
            { sku: 'A', n: 2 },
            { sku: 'B', n: 1 },
          ],
        },
      ],
    ],
    truths: [
      ['2.15: a dear pair of shoes', orders('anyElementWhere', dear, shoes), 1],
      [
        '1.5: not the same as something dear, and shoes',
        aggregate('count', 'Order', {
          where: and(rule('property.products[].category', 'contains', 'shoes'), rule('property.products[].price', 'contains', 120)),
        }),
        2,
      ],
      ['2.15: the negation', orders('noElementWhere', dear, shoes), 4],
      ['2.15: negations hold of what the object lacks', orders('anyElementWhere', rule('property.category', '!=', 'shoes')), 3],
      ['2.15: any object', orders('anyElementWhere'), 3],
      ['2.15: what is no object is not looked at', orders('anyElementWhere', rule('property.price', 'null')), 0],
      ['2.15: lists in the element', orders('anyElementWhere', rule('property.tags', 'contains', 'new')), 1],
      ['2.15: groups', orders('anyElementWhere', or(shoes, not(rule('property.price', '=', 20)))), 3],
      [
        '2.15: distances',
        orders('anyElementWhere', rule('property.at.lat', 'withinDistance', { longitude: 'at.lon', of: [0, 0], meters: 1 })),
        1,
      ],
      [
        '2.15: of what was identified last',
        rule('event.$identify', 'lastPerformed', {
          has: and(rule('property.$traits.owns', 'anyElementWhere', and(rule('property.sku', '=', 'A'), rule('property.n', '>=', 2)))),
        }),
        true,
      ],
      [
        '2.15: not both of one',
        rule('event.$identify', 'lastPerformed', {
          has: and(rule('property.$traits.owns', 'anyElementWhere', and(rule('property.sku', '=', 'B'), rule('property.n', '>=', 2)))),
        }),
        false,
      ],
    ],
  },
];
