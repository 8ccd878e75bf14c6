/** Random versions of a journey, random words about who is inside, random histories: J1, J3, J7 and X1 to X4 hold throughout. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from '../../base/index.ts';
import { type Definition, editOf, type JourneyEdit, listsWithin, type Step, type StepEdit, type StepEdits } from '../../define/index.ts';
import { cart, city, lapsed, orders, text } from './cart.suite.ts';
import { compileWorld, Walkthrough, type World } from './walkthrough.suite.ts';

/** The same id is the same step in every version, but for how long it lasts. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .record({ id: fc.constantFrom('w1', 'w2', 'w3'), duration: fc.constantFrom('1h', '5h', '2d') })
    .map((one): Step => ({ type: 'wait', ...one })),
  fc
    .constantFrom('m1', 'm2', 'm3', 'm4')
    .map((id): Step => ({ type: 'send', id, channel: 'capture', template: 'note', purpose: 'offers' })),
  { weight: 4, arbitrary: fc.constantFrom('b1', 'b2').map((id): Step => ({ type: 'benefit', id, benefit: 'gift' })) },
  fc.constantFrom('3h', '1d').map(
    (timeout): Step => ({
      ...{ type: 'ticket', id: 'todo', template: 'note', owner: 'crm', due: '1d' },
      await: { outcome: 'resolved', timeout },
    }),
  ),
  fc.constant<Step>({ type: 'set_tag', id: 'tag', tag: 'vip' }),
  fc.constantFrom('10:00', '21:00').map((at): Step => ({ type: 'wait', id: 'clock', until: { at } })),
  fc.record({ timeout: fc.constantFrom('3h', '1d'), inside: fc.constantFrom('m5', 'm6') }).map(
    ({ timeout, inside }): Step => ({
      type: 'wait_for',
      id: 'paid',
      event: 'Paid',
      timeout,
      steps: [{ type: 'send', id: inside, channel: 'capture', template: 'note', purpose: 'offers' }],
    }),
  ),
);
const gift: Definition = { kind: 'benefit', id: 'gift', name: text, type: 'coupon' };
const version = fc.uniqueArray(step, { minLength: 1, maxLength: 5, selector: ({ id }) => id });
const IDS = ['w1', 'w2', 'w3', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'clock', 'paid', 'b1', 'b2', 'todo', 'tag'];

function idsOf(steps: readonly Step[]): string[] {
  return steps.flatMap((one) => [one.id, ...listsWithin(one).flatMap((list) => idsOf(list.steps))]);
}

const edits = (steps: readonly Step[]): fc.Arbitrary<StepEdits> => {
  const ids = idsOf(steps);
  const to = fc.constantFrom(...ids).map((moveTo): StepEdit => ({ moveTo }));
  const words = fc.oneof(fc.constantFrom<StepEdit>('stay', 'exit'), to);
  const others = fc.oneof(fc.constant<StepEdit>('move'), { weight: 2, arbitrary: to }, fc.constant(undefined));
  return fc
    .tuple(fc.dictionary(fc.constantFrom(...IDS), words, { maxKeys: 3 }), others)
    .map(([some, all]) => (all ? { '*': all, ...some } : some));
};

const releases = fc.array(version, { minLength: 2, maxLength: 4 }).chain((versions) =>
  fc.tuple(
    fc.constant(versions),
    fc.tuple(...versions.slice(1).map((steps) => edits(steps))),
    // Which version each release has: also an earlier one.
    fc.tuple(...versions.slice(1).map((_, index) => fc.integer({ min: 0, max: index + 1 }))),
  ),
);

type Deed = { readonly do: 'add' | 'pay' | 'release' | 'refresh' } | { readonly do: 'pass'; readonly ms: number };
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Deed>({ do: 'add' }, { do: 'pay' }, { do: 'refresh' }) },
  { weight: 2, arbitrary: fc.constant<Deed>({ do: 'release' }) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 3 * DAY }).map((ms): Deed => ({ do: 'pass', ms })) },
);

function worldOf(versions: readonly (readonly Step[])[], said: readonly StepEdits[], picked: readonly number[]): World {
  const of = (index: number) => [cart({ steps: versions[index]! }, index + 1)];
  const released = [of(0), ...picked.map(of)];
  const named = picked.map((index, at): JourneyEdit[] => {
    const ids = new Set(idsOf(versions[index]!));
    const kept = Object.entries(said[at]!).filter(([, edit]) => typeof edit === 'string' || ids.has(edit.moveTo));
    return kept.length === 0 ? [] : [{ journey: 'cart', version: index + 1, steps: Object.fromEntries(kept) }];
  });
  return { definitions: [orders, city, lapsed, gift], releases: released, edits: [[], ...named], templates: { note: {} } };
}

test('nobody is lost, nobody is sent a message twice, and every wait ends', () => {
  fc.assert(
    fc.property(releases, fc.array(deed, { minLength: 4, maxLength: 25 }), ([versions, said, picked], deeds) => {
      const world = worldOf(versions, said, picked);
      const customer = new Walkthrough(world, 'c1', compileWorld(world));
      customer.commons.stock('gift', 'one', ['A', 'B', 'C']);
      let release = 0;
      for (const one of deeds) {
        if (one.do === 'add') customer.event('Added');
        if (one.do === 'pay') customer.event('Paid');
        if (one.do === 'pass') customer.pass(one.ms);
        if (one.do === 'refresh') customer.refresh();
        if (one.do === 'release' && release < world.releases.length - 1)
          checkFollowed(customer.release(++release).refresh(), world, release);
        checkCounts(customer);
      }
      customer.pass(4_000 * DAY);
      expect(customer.journeys.instances).toEqual([]);
      checkCounts(customer);
    }),
    { numRuns: 500 },
  );
});

/** J1 and J3, from the facts alone. */
function checkCounts(customer: Walkthrough): void {
  const of = (...actions: readonly string[]) =>
    customer.facts.filter(({ kind, action }) => kind === 'journey' && actions.includes(action)).length;
  expect(of('entered')).toBe(customer.journeys.instances.length + of('completed', 'converted', 'exited', 'failed'));
  const decided = customer.facts.filter(({ kind, action }) => kind === 'verdict' && action !== 'defer');
  const keys = decided.map(({ step, detail }) => `${String(detail!.instance)}/${step}`);
  expect(new Set(keys).size).toBe(keys.length);
  const given = customer.facts.filter(({ kind }) => kind === 'benefit').map(({ subject, step }) => `${subject}/${step}`);
  expect(new Set(given).size).toBe(given.length);
}

/** X1, X4: of those who were there when it came nobody rests where the release has said that nobody is to. Who stays may come to such a step later. */
function checkFollowed(customer: Walkthrough, { edits: all = [], releases: list }: World, release: number): void {
  for (const { journey, version: at, step: resting, edited = 0 } of customer.journeys.instances) {
    const latest = all.slice(0, release + 1).findLastIndex((said) => said.length > 0) + 1;
    expect(edited).toBe(latest);
    const [said] = all[release] ?? [];
    const [live] = list[release]!;
    expect(journey).toBe('cart');
    if (!said || said.version === at) continue;
    const edit = editOf(said.steps, resting) ?? 'stay';
    const stays = edit === 'stay' || (edit === 'move' && !idsOf(live!.definition.steps).includes(resting));
    expect(stays).toBe(true);
  }
}
