import { expect, test } from 'vitest';
import { CART } from '../model/journey.suite.ts';
import { bodyOf, formOf, freshAct, freshForm, isReady, type TrialForm } from './script.ts';

const where = {
  combinator: 'and',
  rules: [
    { field: 'property.price', operator: '=', value: 12 },
    { field: 'property.name', operator: 'contains', value: 'x' },
    { field: 'trait.city', operator: '=', value: 'York' },
  ],
};
const REACHED = { email: 'customer@example.com', phone: '+447700900123' };
const begun = (journey: object): readonly object[] => bodyOf('cart', freshForm({ ...CART, ...journey } as never)).script;

test.each([
  [
    'an event, with what its condition and the key ask for',
    { trigger: { type: 'event', event: 'Product Added', where }, key: 'order' },
    { event: 'Product Added', properties: { order: 1, price: 12 } },
  ],
  ['a start by name', { trigger: { type: 'start' } }, { start: true, properties: {} }],
])('begins with somebody who can be reached and does what the journey is entered by: %s', (_, journey, act) =>
  expect(begun({ key: undefined, ...journey })).toEqual([{ traits: REACHED }, act]),
);

test('of a date its trait is to be filled in, of a segment nothing is known', () => {
  expect(begun({ trigger: { type: 'date', trait: 'birthday', at: '09:00' } })).toEqual([{ traits: { ...REACHED, birthday: '' } }]);
  expect(begun({ trigger: { type: 'segment', segment: 'silent' } })).toEqual([{ traits: REACHED }]);
});

test('what is written is sent as what it is, and acts that say nothing are left out', () => {
  const one = (more: object, before: TrialForm['acts'] = []) => ({ ...freshAct(before), ...more });
  const first = one({
    name: ' Order Completed ',
    values: [
      ['revenue', '20'],
      ['gift', 'true'],
      ['code', '007'],
      ['', 'x'],
    ],
  });
  const acts = [
    first,
    one({}, [first]),
    one({ kind: 'consent', name: 'offers', granted: false }, [first]),
    one({ kind: 'consent', name: '' }, [first]),
    one({ kind: 'traits' }, [first]),
  ] as TrialForm['acts'];
  expect(bodyOf('cart', { whose: 'madeUp', acts, length: '7d', isDrawn: true })).toEqual({
    journey: 'cart',
    length: '7d',
    holdout: 'drawn',
    script: [
      { event: 'Order Completed', properties: { revenue: 20, gift: true, code: '007' } },
      { after: '1h', consent: { purpose: 'offers', granted: false } },
    ],
  });
});

test('a customer who is known tells nothing new about itself and is held out where it is; what somebody has written stays', () => {
  const made = freshForm(CART);
  const chosen = { customer: 'c7', identifiers: [], segments: [] };
  const known = { ...formOf('known', made, CART), chosen };
  expect([isReady(made), isReady({ ...known, chosen: undefined }), isReady(known)]).toEqual([true, false, true]);
  expect(bodyOf('cart', known)).toEqual({
    ...{ journey: 'cart', length: '30d', customer: 'c7' },
    script: [{ event: 'Product Added', properties: {} }],
  });
  expect(bodyOf('cart', { ...known, isDrawn: false })).toMatchObject({ holdout: 'nobody' });
  expect(bodyOf('cart', formOf('madeUp', known, CART))).toEqual(bodyOf('cart', made));
  const written = { ...made, acts: [{ ...freshAct([]), name: 'Signed Up' }] };
  expect(formOf('known', written, CART).acts).toEqual(written.acts);
});
