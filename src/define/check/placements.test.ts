import { describe, expect, test } from 'vitest';
import { definePlacement, type PlacementInput, property, segment, trait } from '../index.ts';
import { referencesOf } from './references.ts';
import { problemsOf } from './validate.ts';

const name = { en: 'x', zh: 'x' };
const others = [
  { kind: 'workspace', id: 'w', name, timeZone: 'UTC', currency: 'EUR', seed: 's' },
  { kind: 'purpose', id: 'offers', name, basis: 'opt_in' },
  { kind: 'trait', id: 'city', name, type: 'string' },
  { kind: 'trait', id: 'worth', name, type: 'number' },
  { kind: 'template', id: 'banner', name, body: 'Hi' },
];
const candidate = { id: 'a', name };

function problems(input: Partial<PlacementInput>) {
  const placement = definePlacement({ id: 'home', name, candidates: [candidate], ...input });
  return problemsOf({ definitions: [...others, placement] }).map(({ path, message }) => `${path}: ${message}`);
}

describe('a placement', () => {
  test('that is right has no problems', () => {
    const full = {
      ...candidate,
      template: 'banner',
      value: { trait: 'worth' },
      when: property('page').is('cart'),
      limit: { max: 1, per: '1d' },
    };
    expect(problems({ purpose: 'offers', candidates: [full], fallback: { fields: { a: [1, { b: null }] } } })).toEqual([]);
  });

  test.each([
    [{ candidates: [candidate, candidate] }, 'another candidate has the id "a" already'],
    [{ candidates: [{ ...candidate, value: { trait: 'city' } }] }, 'expected a trait of type number, "city" is a string'],
    [{ candidates: [{ ...candidate, since: { trait: 'worth' } }] }, 'expected a trait of type time, "worth" is a number'],
    [{ candidates: [{ ...candidate, limit: { max: 1, per: '400d' } }] }, 'a limit looks back 366 days at most'],
    [{ candidates: [{ ...candidate, template: 'none' }] }, 'template "none"'],
    [{ fallback: { template: 'none' } }, 'template "none"'],
    [{ purpose: 'none' }, 'purpose "none"'],
    [{ candidates: [] }, 'candidates'],
  ] satisfies readonly (readonly [Partial<PlacementInput>, string])[])('%j: %s', (input, text) => {
    expect(problems(input)).toEqual([expect.stringContaining(text)]);
  });

  test('leans on what its conditions, values and contents name', () => {
    const when = segment('due');
    const placement = definePlacement({
      id: 'home',
      name,
      channel: 'app',
      candidates: [
        { ...candidate, when: trait('city').present(), since: { trait: 'seen' }, purpose: 'care' },
        { ...candidate, id: 'b', when },
      ],
    });
    expect(referencesOf(placement).map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'trait city',
      'segment due',
      'channel app',
      'purpose care',
      'trait seen',
    ]);
  });
});
