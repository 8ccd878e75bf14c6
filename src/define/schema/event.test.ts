import { describe, expect, test } from 'vitest';
import { text, workspace } from '../example.suite.ts';
import { defineEvent, definePurpose, type PropertyDefinition, problemsOf } from '../index.ts';
import { eventSchema } from './event.ts';

const order = defineEvent({ id: 'Order Completed', name: text('Order completed') });
const withProperty = (property: object): unknown => ({ ...order, properties: { total: property } });

function faults(data: unknown): readonly string[] {
  const issues = eventSchema.safeParse(data).error?.issues ?? [];
  return issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('an event', () => {
  test('needs a name and nothing else', () => {
    expect(faults(order)).toEqual([]);
  });

  test.each<[string, object]>([
    ['a description and an owner', { description: text('Paid'), owner: 'shop team' }],
    ['properties by path', { properties: { 'products[].price': { type: 'number' }, 'address.city': { type: 'string' } } }],
    ['what becomes of others', { unplanned: 'omit' }],
    ['one enforcement', { enforcement: 'quarantine' }],
    ['enforcement by source', { enforcement: { default: 'flag', sources: { pos: 'block' } } }],
    [
      'how often it is expected',
      {
        expected: [
          { atLeast: 10, per: '1h', source: 'pos' },
          { atLeast: 1, per: '1d' },
        ],
      },
    ],
    ['when it is late', { lateAfter: '2d' }],
  ])('may say %s', (_, more) => {
    expect(faults({ ...order, ...more })).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['an empty name', { id: '' }, 'id: '],
    ['a property that is no path', { properties: { 'products[0].price': { type: 'number' } } }, 'properties.products[0].price: '],
    ['an enforcement there is not', { enforcement: 'drop' }, 'enforcement: '],
    ['sources without a default', { enforcement: { sources: { pos: 'block' } } }, 'enforcement: '],
    ['an expectation of nothing', { expected: [{ atLeast: 0, per: '1h' }] }, 'expected.0.atLeast: '],
    ['a lateness that is no duration', { lateAfter: 'soon' }, 'lateAfter: expected a duration'],
    ['an unknown key', { enforce: 'flag' }, ': Unrecognized key'],
  ])('may not have %s', (_, more, fault) => {
    expect(faults({ ...order, ...more })[0]).toContain(fault);
  });
});

describe('a property', () => {
  const whole: PropertyDefinition = {
    type: 'number',
    description: text('Paid by the customer'),
    required: true,
    min: 0,
    max: 1_000_000,
    currency: 'property.currency',
    owner: 'finance',
    dataClass: 'personal',
    purposes: ['news'],
    enforcement: 'omit',
  };

  test.each<[string, object]>([
    ['everything at once', whole],
    ['allowed values', { type: 'string', allowed: ['cash', 'card'] }],
    ['allowed numbers and truths', { type: 'any', allowed: [1, true, 'x'] }],
    ['a pattern', { type: 'string', pattern: '^[A-Z]{2}-' }],
    ['a unit', { type: 'integer', unit: 's', min: 0 }],
    ['a fixed currency', { type: 'number', currency: 'CNY' }],
    ['the same smallest and largest', { type: 'number', min: 1, max: 1 }],
  ])('may have %s', (_, property) => {
    expect(faults(withProperty(property))).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['no type', {}, 'properties.total.type: '],
    ['a type there is not', { type: 'money' }, 'properties.total.type: '],
    ['a pattern of a number', { type: 'number', pattern: 'x' }, 'properties.total.pattern: expected a property of type string'],
    ['a pattern that RE2 does not read', { type: 'string', pattern: '(?=x)' }, 'properties.total.pattern: expected a regular expression'],
    ['a range of texts', { type: 'string', min: 1, max: 2 }, 'properties.total.min: expected a property of type number'],
    ['a unit of texts', { type: 'string', unit: 'kg' }, 'properties.total.unit: expected a property of type number'],
    ['a currency of lists', { type: 'list', currency: 'CNY' }, 'properties.total.currency: expected a property of type number'],
    ['a currency that is none', { type: 'number', currency: 'yuan' }, 'properties.total.currency: expected a currency'],
    ['a range upside down', { type: 'number', min: 2, max: 1 }, 'properties.total.max: expected a largest number'],
    ['no allowed value at all', { type: 'string', allowed: [] }, 'properties.total.allowed: '],
    ['a class of data there is not', { type: 'string', dataClass: 'secret' }, 'properties.total.dataClass: '],
  ])('may not have %s', (_, property, fault) => {
    expect(faults(withProperty(property))[0]).toContain(fault);
  });
});

describe('in a project', () => {
  const news = definePurpose({ id: 'news', name: text('News'), basis: 'opt_in' });
  const place = (definitions: readonly object[]) =>
    problemsOf({ definitions: [workspace, ...definitions] }).map(({ code, path }) => `${code} ${path}`);

  test('purposes must exist', () => {
    const uses = defineEvent({ ...order, properties: { email: { type: 'string', purposes: ['news'] } } });
    expect(place([uses, news])).toEqual([]);
    expect(place([uses])).toEqual(['VOLANO_REFERENCE_UNKNOWN event "Order Completed" at properties.email.purposes[0]']);
  });

  test('an event is defined once, and named whole where it is not', () => {
    expect(place([order, { ...order, id: 'Order Refunded' }])).toEqual([]);
    expect(place([order, order])).toEqual(['VOLANO_DEFINITION_DUPLICATE event "Order Completed"']);
  });

  test('the workspace says what becomes of events that are not defined', () => {
    const saying = (unplannedEvents: string) => problemsOf({ definitions: [{ ...workspace, unplannedEvents }] });
    for (const choice of ['allow', 'flag', 'quarantine', 'block']) expect(saying(choice)).toEqual([]);
    expect(saying('omit')).toHaveLength(1);
  });
});
