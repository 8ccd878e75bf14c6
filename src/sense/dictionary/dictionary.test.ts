import { describe, expect, it, test } from 'vitest';
import type { EventEntry, JsonObject } from '../../core/index.ts';
import { type Definition, defineEvent, defineWorkspace, type EventDefinition } from '../../define/index.ts';
import { compileDictionary, type Dictionary, type Judgement } from './dictionary.ts';
import { violationText } from './violation-text.ts';

const NAME = { en: '-', zh: '-' };
const workspace = defineWorkspace({ id: 'shop', name: NAME, timeZone: 'Asia/Shanghai', currency: 'CNY', seed: 's' });

const order = (more: Partial<EventDefinition> = {}): EventDefinition =>
  defineEvent({
    id: 'Order Completed',
    name: NAME,
    properties: {
      order_id: { type: 'string', required: true, pattern: '^o-' },
      total: { type: 'number', required: true, min: 0, max: 100 },
      currency: { type: 'string', allowed: ['CNY', 'EUR'] },
      'address.city': { type: 'string' },
      'products[].price': { type: 'number', required: true },
      'labels[]': { type: 'string' },
      paid_at: { type: 'time' },
      items: { type: 'integer' },
    },
    ...more,
  });

const dictionaryOf = (...definitions: Definition[]): Dictionary => compileDictionary([workspace, ...definitions])!;
const good = (): JsonObject => ({ order_id: 'o-1', total: 9.5, currency: 'CNY', products: [{ price: 1 }] });

function entry(properties: JsonObject, more: Partial<EventEntry> = {}): Pick<EventEntry, 'event' | 'source' | 'properties' | 'traits'> {
  return { event: 'Order Completed', source: 'web', properties, ...more };
}

const told = (judgement: Judgement | undefined) => judgement?.violations.map(({ field, problem }) => `${field} ${problem}`);

describe('what is wrong with an event', () => {
  const dictionary = dictionaryOf(order());

  it('is nothing when it keeps to its definition', () => {
    expect(dictionary.judge(entry(good()))).toBeUndefined();
    expect(
      dictionary.judge(entry({ ...good(), paid_at: '2026-01-01', items: 3, address: { city: 'Bath' }, labels: ['a'] })),
    ).toBeUndefined();
  });

  test.each<[string, JsonObject, string]>([
    ['a required property that is not there', { order_id: undefined as never }, 'order_id missing'],
    ['or is null', { total: null }, 'total missing'],
    ['text for a number', { total: '9.5' }, 'total type'],
    ['a number below its range', { total: -0.01 }, 'total range'],
    ['and above', { total: 100.01 }, 'total range'],
    ['a value that is not allowed', { currency: 'USD' }, 'currency value'],
    ['in another case', { currency: 'cny' }, 'currency value'],
    ['text that misses its pattern', { order_id: '1' }, 'order_id pattern'],
    ['a fraction for an integer', { items: 1.5 }, 'items type'],
    ['no time', { paid_at: 'yesterday' }, 'paid_at type'],
    ['a time beyond the calendar', { paid_at: '2026-02-30' }, 'paid_at type'],
    ['one element without', { products: [{ price: 1 }, {}] }, 'products[].price missing'],
    ['one element of the wrong type', { products: [{ price: 1 }, { price: 'free' }] }, 'products[].price type'],
    ['an element of a plain list', { labels: ['a', 1] }, 'labels[] type'],
    ['a nested one', { address: { city: 7 } }, 'address.city type'],
  ])('is %s', (_, change, expected) => {
    expect(told(dictionary.judge(entry({ ...good(), ...change })))).toEqual([expected]);
  });

  it('does not miss what is optional, nor a list that is not there', () => {
    const { currency: _, products: __, ...rest } = good();
    expect(dictionary.judge(entry(rest))).toBeUndefined();
  });

  it('is told whole', () => {
    const judgement = dictionary.judge(entry({ total: 'x', currency: 'USD' }));
    expect(told(judgement)).toEqual(['order_id missing', 'total type', 'currency value']);
    expect(violationText(judgement!.violations).en).toBe(
      '"order_id" is missing; "total" is of another type than defined; "currency" is none of the allowed values',
    );
  });

  it('is looked for among the traits of identify and group', () => {
    const identify = defineEvent({ id: '$identify', name: NAME, properties: { email: { type: 'string', pattern: '@' } } });
    const person = dictionaryOf(identify);
    expect(told(person.judge({ event: '$identify', source: 's', properties: {}, traits: { email: 'ann' } }))).toEqual(['email pattern']);
    expect(person.judge({ event: '$identify', source: 's', properties: { email: 'ann' } })).toBeUndefined();
  });
});

describe('what happens then', () => {
  const bad = (): JsonObject => ({ ...good(), total: 'x', currency: 'USD' });

  it('by default it counts and says what is wrong', () => {
    const event = entry(bad());
    expect(dictionaryOf(order()).judge(event)).toEqual({
      outcome: 'take',
      violations: [
        { field: 'total', problem: 'type' },
        { field: 'currency', problem: 'value' },
      ],
    });
    expect(event.properties).toEqual(bad());
  });

  it('omit leaves out what is at fault, and what is missing is missing (E3)', () => {
    const event = entry({ ...bad(), order_id: null, products: [{ price: 1 }, { price: 'free', sku: 's' }], labels: ['a', 1] });
    const judgement = dictionaryOf(order({ enforcement: 'omit' })).judge(event);
    expect(judgement?.outcome).toBe('take');
    expect(judgement?.violations).toEqual([
      { field: 'order_id', problem: 'missing' },
      { field: 'total', problem: 'type', omitted: true },
      { field: 'currency', problem: 'value', omitted: true },
      { field: 'products[].price', problem: 'type', omitted: true },
      { field: 'labels[]', problem: 'type' },
    ]);
    expect(event.properties).toEqual({ order_id: null, products: [{ price: 1 }, { sku: 's' }], labels: ['a', 1] });
  });

  it('the strictest decides, and of what is refused nothing is left out (E2)', () => {
    const mixed = order({
      enforcement: 'omit',
      properties: { total: { type: 'number' }, currency: { type: 'string', allowed: ['CNY'], enforcement: 'quarantine' } },
    });
    const event = entry(bad());
    expect(dictionaryOf(mixed).judge(event)?.outcome).toBe('quarantine');
    expect(event.properties).toEqual(bad());
    const flagged = entry({ ...good(), total: 'x' });
    expect(dictionaryOf(mixed).judge(flagged)).toEqual({
      outcome: 'take',
      violations: [{ field: 'total', problem: 'type', omitted: true }],
    });
  });

  it('may depend on the source', () => {
    const bySource = dictionaryOf(order({ enforcement: { default: 'flag', sources: { pos: 'block' } } }));
    expect(['web', 'pos', 'constructor'].map((source) => bySource.judge(entry(bad(), { source }))?.outcome)).toEqual([
      'take',
      'block',
      'take',
    ]);
  });

  test.each([
    ['allow', undefined, { x: 1, total: 1, order_id: 'o-1' }],
    ['flag', { outcome: 'take', violations: [{ field: 'x', problem: 'unplanned' }] }, { x: 1, total: 1, order_id: 'o-1' }],
    ['omit', { outcome: 'take', violations: [{ field: 'x', problem: 'unplanned', omitted: true }] }, { total: 1, order_id: 'o-1' }],
    ['block', { outcome: 'block', violations: [{ field: 'x', problem: 'unplanned' }] }, { x: 1, total: 1, order_id: 'o-1' }],
  ] as const)('properties that are not defined: %s', (unplanned, expected, left) => {
    const event = entry({ x: 1, total: 1, order_id: 'o-1' });
    expect(dictionaryOf(order({ unplanned })).judge(event)).toEqual(expected);
    expect(event.properties).toEqual(left);
  });

  it('what the door puts among the properties of a page is planned', () => {
    const page = dictionaryOf(defineEvent({ id: '$page', name: NAME, unplanned: 'block' }));
    expect(page.judge({ event: '$page', source: 's', properties: { name: 'Home', path: '/' } })).toBeUndefined();
  });
});

describe('events that are not defined', () => {
  it('are allowed, and a project without a dictionary has none', () => {
    expect(compileDictionary([workspace])).toBeUndefined();
    const dictionary = dictionaryOf(order());
    expect([dictionary.concerns('Order Completed'), dictionary.concerns('Other')]).toEqual([true, false]);
    expect(dictionary.judge(entry({}, { event: 'Other' }))).toBeUndefined();
  });

  test.each(['flag', 'quarantine', 'block'] as const)('unless the workspace says otherwise: %s', (unplannedEvents) => {
    const strict = compileDictionary([{ ...workspace, unplannedEvents }])!;
    expect(strict.concerns('Other')).toBe(true);
    expect(strict.judge(entry({}, { event: 'Other' }))).toEqual({
      outcome: unplannedEvents === 'flag' ? 'take' : unplannedEvents,
      violations: [{ field: '', problem: 'unknown_event' }],
    });
    for (const event of ['$page', '$identify'])
      expect([strict.concerns(event), strict.judge(entry({}, { event }))]).toEqual([false, undefined]);
  });
});
