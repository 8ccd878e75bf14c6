/** J1 to J7 over random journeys and random histories, read from the facts and the states alone. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR, hash32, MINUTE } from '../../base/index.ts';
import type { Condition, Definition, JourneyDefinition, Released, Step, Trigger } from '../../define/index.ts';
import type { ReceiptKind, ReturnKind } from '../entry.ts';
import type { Fact } from '../fact.ts';
import { type Answer, compileWorld, START, Walkthrough, type World } from './walkthrough.suite.ts';

const text = { en: 'x', zh: 'x' };
const EVENTS = ['A', 'B', 'C', 'D'] as const;
const event = fc.constantFrom(...EVENTS);
const span = fc.constantFrom('30m', '2h', '1d', '3d');

const segments: readonly Definition[] = [
  {
    kind: 'segment',
    id: 'quiet',
    name: text,
    condition: {
      combinator: 'and',
      rules: [
        { field: 'event.A', operator: 'performed' },
        { field: 'event.A', operator: 'notPerformed', value: { within: { last: '2d' } } },
      ],
    },
  },
  {
    kind: 'segment',
    id: 'busy',
    name: text,
    condition: { combinator: 'and', rules: [{ field: 'event.B', operator: 'performed', value: { atLeast: 2, within: { last: '1d' } } }] },
  },
];

const beside: readonly Definition[] = [
  { kind: 'channel', id: 'hook', type: 'webhook', name: text },
  { kind: 'channel', id: 'text', type: 'in_app', name: text },
  { kind: 'trait', id: 'tier', name: text, type: 'string' },
  { kind: 'benefit', id: 'gift', name: text, type: 'coupon', lowAt: 1, limits: { perCustomer: 3, total: 6 } },
  { kind: 'benefit', id: 'points', name: text, type: 'points', points: 5, limits: { perCustomer: 2 } },
  { kind: 'trait', id: 'birthday', name: text, type: 'string' },
];

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ name: event, last: span }).map(
    ({ name, last }): Condition => ({
      combinator: 'and',
      rules: [{ field: `event.${name}`, operator: 'performed', value: { atLeast: 2, within: { last } } }],
    }),
  ),
  fc.record({ name: event, last: span }).map(
    ({ name, last }): Condition => ({
      combinator: 'and',
      rules: [{ field: `event.${name}`, operator: 'notPerformed', value: { within: { last } } }],
    }),
  ),
  fc
    .constantFrom('quiet', 'busy')
    .map((id): Condition => ({ combinator: 'and', rules: [{ field: `segment.${id}`, operator: '=', value: true }] })),
);

const { steps } = fc.letrec<{ steps: Step[]; step: Step }>((tie) => ({
  steps: fc.array(tie('step'), { minLength: 2, maxLength: 5 }),
  step: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { weight: 5, arbitrary: span.map((duration): Step => ({ type: 'wait', id: '', duration })) },
    { weight: 5, arbitrary: fc.constant<Step>({ type: 'send', id: '', channel: 'capture', template: 'note', purpose: 'p' }) },
    { weight: 1, arbitrary: fc.constant<Step>({ type: 'exit', id: '' }) },
    { weight: 1, arbitrary: fc.constant<Step>({ type: 'webhook', id: '', channel: 'hook', template: 'note' }) },
    { weight: 1, arbitrary: fc.constant<Step>({ type: 'update', id: '', traits: { tier: 'gold' } }) },
    { weight: 1, arbitrary: fc.constantFrom<Step>({ type: 'set_tag', id: '', tag: 'vip' }, { type: 'remove_tag', id: '', tag: 'vip' }) },
    { weight: 1, arbitrary: fc.constant<Step>({ type: 'start_journey', id: '', journey: 'called' }) },
    { weight: 1, arbitrary: fc.constantFrom('called', 'j0', 'j1').map((id): Step => ({ type: 'stop_journey', id: '', journey: id })) },
    {
      weight: 2,
      arbitrary: fc
        .record({ benefit: fc.constantFrom('gift', 'points'), onFailure: tie('steps') })
        .map((given): Step => ({ type: 'benefit', id: '', ...given })),
    },
    {
      weight: 2,
      arbitrary: fc.record({ due: span, timeout: fc.option(span, { nil: undefined }), onFailure: tie('steps') }).map(
        ({ due, timeout, onFailure }): Step => ({
          ...{ type: 'ticket', id: '', template: 'note', owner: 'crm', due, onFailure },
          ...(timeout !== undefined && { await: { outcome: 'resolved', timeout } }),
        }),
      ),
    },
    {
      weight: 2,
      arbitrary: fc
        .record({ at: fc.constantFrom('09:00', '21:30'), weekdays: fc.constantFrom([1], [2, 6], [1, 2, 3, 4, 5, 6, 7]) })
        .map((until): Step => ({ type: 'wait', id: '', until })),
    },
    {
      weight: 3,
      arbitrary: fc
        .record({ name: event, timeout: span, steps: tie('steps'), otherwise: tie('steps') })
        .map(({ name, ...rest }): Step => ({ type: 'wait_for', id: '', event: name, ...rest })),
    },
    {
      weight: 2,
      arbitrary: fc
        .record({
          ons: fc.array(
            fc.oneof(
              event.map((name) => ({ event: name })),
              condition,
            ),
            { minLength: 1, maxLength: 3 },
          ),
          timeout: span,
          rearm: fc.option(event, { nil: undefined }),
          inside: tie('steps'),
          otherwise: tie('steps'),
        })
        .map(
          ({ ons, rearm, inside, ...rest }): Step => ({
            ...{ type: 'wait_for', id: '', branches: ons.map((on) => ({ on, steps: inside })) },
            ...(rearm !== undefined && { rearm: { event: rearm } }),
            ...rest,
          }),
        ),
    },
    {
      weight: 3,
      arbitrary: fc
        .record({
          outcome: fc.constantFrom('sent' as const, 'delivered' as const, 'clicked' as const),
          timeout: span,
          nextOnFailure: fc.boolean(),
          onFailure: tie('steps'),
        })
        .map(
          ({ outcome, timeout, nextOnFailure, onFailure }): Step => ({
            ...{ type: 'send', id: '', channel: 'capture', template: 'note', purpose: 'p' },
            fallbacks: [{ channel: 'text', template: 'note' }],
            ...(nextOnFailure && { nextOnFailure }),
            ...{ await: { outcome, timeout }, onFailure },
          }),
        ),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(tie('steps'), tie('steps'))
        .map(
          (ways): Step => ({ type: 'split', id: '', arms: ways.map((inside, index) => ({ id: `a${index}`, share: 0.4, steps: inside })) }),
        ),
    },
    {
      weight: 3,
      arbitrary: fc
        .record({ when: condition, then: tie('steps'), otherwise: tie('steps') })
        .map(({ when, then, otherwise }): Step => ({ type: 'branch', id: '', branches: [{ when, steps: then }], otherwise })),
    },
  ),
}));

/** Gives every step an id of its own. */
function named(list: readonly Step[], prefix = 's'): Step[] {
  return list.map((step, index): Step => {
    const id = `${prefix}${index}`;
    const within = <T extends { readonly steps: readonly Step[] }>(arm: T, i: number): T => ({
      ...arm,
      steps: named(arm.steps, `${id}.${i}.`),
    });
    const otherwise = 'otherwise' in step ? named(step.otherwise ?? [], `${id}.e.`) : [];
    const onFailure = 'onFailure' in step ? named(step.onFailure ?? [], `${id}.f.`) : undefined;
    if (step.type === 'branch') return { ...step, id, branches: step.branches.map(within), otherwise };
    if (step.type === 'split') return { ...step, id, arms: step.arms.map(within) };
    if (step.type === 'wait_for') {
      const { steps: own, branches, ...rest } = step;
      return {
        ...{ ...rest, id, otherwise },
        ...(own && { steps: within({ steps: own }, 0).steps }),
        ...(branches && { branches: branches.map(within) }),
      };
    }
    return { ...step, id, ...(onFailure && { onFailure }) };
  });
}

const journey = fc
  .record({
    trigger: fc.oneof(
      { weight: 3, arbitrary: event.map((name) => ({ type: 'event' as const, event: name })) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('quiet', 'busy'), fc.constantFrom('enter' as const, 'exit' as const))
          .map(([segment, on]) => ({ type: 'segment' as const, segment, on })),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom<Trigger>(
          { type: 'schedule', every: 'day', at: '09:00' },
          { type: 'schedule', every: 'day', at: '18:00', segment: 'busy' },
          { type: 'schedule', every: 'week', weekday: 3, at: '09:00' },
          { type: 'date', trait: 'birthday', on: 'day', every: 'year', at: '09:00' },
        ),
      },
    ),
    reentry: fc.constantFrom<JourneyDefinition['reentry']>('once', 'always', 'always', { after: '2d' }),
    holdout: fc.constantFrom(0, 0.5),
    key: fc.constantFrom(undefined, undefined, 'order'),
    steps,
    ends: fc.array(
      fc.oneof(
        event.map((name) => ({ event: name })),
        condition,
      ),
      { maxLength: 2 },
    ),
  })
  .map(({ ends, steps: list, key, ...rest }) => {
    const [goal, ...exits] = ends;
    return {
      kind: 'journey' as const,
      name: text,
      stage: 'retain' as const,
      ...rest,
      steps: named(list),
      ...(goal ? { goal } : {}),
      ...(key !== undefined && rest.trigger.type === 'event' && { key }),
      exits,
    };
  });

/** Steps start it, and it may give what they give. */
const called: Released<JourneyDefinition> = {
  version: 1,
  definition: {
    ...{ kind: 'journey', id: 'called', name: text, stage: 'retain', trigger: { type: 'start' }, reentry: 'always' },
    limits: { entriesPerDay: 2 },
    steps: [
      { type: 'wait', id: 'rest', duration: '2h' },
      { type: 'benefit', id: 'give', benefit: 'gift' },
    ],
  },
};

/** Entered often: what customers have in common runs out. */
const limited: Released<JourneyDefinition> = {
  version: 1,
  definition: {
    ...{ kind: 'journey', id: 'limited', name: text, stage: 'retain', trigger: { type: 'event', event: 'A' }, reentry: 'always' },
    limits: { entriesPerDay: 2 },
    steps: [{ type: 'benefit', id: 'give', benefit: 'gift' }],
  },
};

/** Two releases of the same three ids, so that old versions live on. */
const releases = fc.tuple(journey, journey, journey, journey, journey, journey).map((all) => {
  const released = all.map(
    (one, index): Released<JourneyDefinition> => ({ version: index < 3 ? 1 : 2, definition: { ...one, id: `j${index % 3}` } }),
  );
  return [
    [...released.slice(0, 3), called, limited],
    [...released.slice(3), called, limited],
  ];
});

type Move =
  | { readonly type: 'event'; readonly name: string; readonly ageMs: number; readonly order: string }
  | { readonly type: 'pass'; readonly ms: number }
  | { readonly type: 'release' }
  | { readonly type: 'receipt'; readonly kind: ReceiptKind }
  | { readonly type: 'back'; readonly kind: ReturnKind }
  | { readonly type: 'resolve' }
  | { readonly type: 'stock'; readonly codes: number }
  | { readonly type: 'absorb' };
const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('event' as const),
      name: event,
      ageMs: fc.constantFrom(0, 0, 0, 0, 0, 0, MINUTE, 90 * MINUTE, 3 * DAY),
      order: fc.constantFrom('1', '2'),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ type: fc.constant('pass' as const), ms: fc.constantFrom(1, 10 * MINUTE, HOUR, 2 * HOUR, 5 * HOUR, DAY) }),
  },
  { weight: 1, arbitrary: fc.constant<Move>({ type: 'release' }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<ReceiptKind>('sent', 'sent', 'failed', 'withdrawn').map((kind): Move => ({ type: 'receipt', kind })),
  },
  { weight: 2, arbitrary: fc.constantFrom<ReturnKind>('delivered', 'bounced', 'clicked').map((kind): Move => ({ type: 'back', kind })) },
  { weight: 1, arbitrary: fc.constant<Move>({ type: 'resolve' }) },
  { weight: 1, arbitrary: fc.nat(3).map((codes): Move => ({ type: 'stock', codes })) },
  { weight: 1, arbitrary: fc.constant<Move>({ type: 'absorb' }) },
);

/** Says anything, the same for the same question. */
const capricious: Answer = ({ message }, now) => {
  const mood = hash32(message, now >>> 0) % 4;
  if (mood === 0) return { verdict: 'suppress', rule: 'cap.user', read: {} };
  if (mood === 1) return { verdict: 'defer', until: now + 3 * HOUR, rule: 'quiet_hours.deferred', read: {} };
  return { verdict: 'send', read: {} };
};

interface Played {
  readonly facts: readonly Fact[];
  readonly profiles: readonly Walkthrough[];
}

/** Moves take turns between two profiles; a profile that is absorbed makes room for the next. */
/** A new customer, known to the release, with a birthday within the histories. */
function born(customer: Walkthrough): Walkthrough {
  return customer.refresh().identify({ birthday: '--01-17' });
}

function play(world: World, moves: readonly Move[]): Played {
  const compiled = compileWorld(world);
  const survivor = born(new Walkthrough(world, 'c1', compiled));
  const { commons } = survivor;
  const sharing = (id: string): Walkthrough => Object.assign(new Walkthrough(world, id, compiled), { commons });
  const others = [born(sharing('c2'))];
  const arms = new Map<string, string>();
  let release = 0;
  for (const [index, next] of moves.entries()) {
    const other = others.at(-1)!;
    const both = [survivor, other];
    if (next.type === 'event') both[index % 2]!.event(next.name, { order: next.order }, next.ageMs);
    else if (next.type === 'pass') for (const profile of both) profile.pass(next.ms);
    else if (next.type === 'release') release = 1;
    else if (next.type === 'receipt')
      for (const { message } of survivor.journeys.sends.slice(0, 1)) survivor.handedOver(message, next.kind);
    else if (next.type === 'back') for (const { message } of survivor.sends().slice(-1)) survivor.returned(message, next.kind);
    else if (next.type === 'stock')
      commons.stock(
        'gift',
        `b${index}`,
        Array.from({ length: next.codes }, (_, i) => `${index}-${i}`),
      );
    else if (next.type === 'resolve') {
      const ticket = survivor.sends().findLast((send) => send.ticket);
      survivor.event('Ticket Resolved', { ticket_id: ticket?.message ?? 'none' });
    } else {
      survivor.absorb(other);
      others.push(born(sharing(`c${others.length + 2}`).pass(survivor.now - START)));
    }
    for (const profile of [survivor, others.at(-1)!]) {
      profile.release(release);
      if (next.type === 'release') profile.refresh();
    }
    expectLasting(survivor, arms);
    expectStale(
      [survivor, ...others].flatMap(({ facts }) => facts),
      survivor,
    );
  }
  return { facts: [survivor, ...others].flatMap(({ facts }) => facts), profiles: [survivor, others.at(-1)!] };
}

/** J8: a message that is still open is stale when its instance was ended, and only for a reason that ends instances. */
function expectStale(facts: readonly Fact[], { journeys }: Walkthrough): void {
  const ended = new Map(
    facts
      .filter(({ kind, action }) => kind === 'journey' && ['converted', 'exited', 'failed'].includes(action))
      .map((fact) => [fact.subject, fact.detail?.rule]),
  );
  for (const { instance, stale } of journeys.sends) {
    const rule = ended.get(instance);
    if (rule !== undefined && rule !== 'exit.step') expect([rule, 'await.timeout']).toContain(stale?.rule);
    else if (stale) expect(stale.rule).toMatch(/^(goal|exit)\.(event|condition)$|^trigger\.retracted$|^await\.timeout$/);
  }
}

/** J2 and J4, after every move. */
function expectLasting(customer: Walkthrough, arms: Map<string, string>): void {
  const active = customer.journeys.instances.map(({ journey: id, key }) => `${id} ${key}`);
  expect(new Set(active).size).toBe(active.length);
  for (const { journey: id, arm } of customer.journeys.records) {
    if (arms.has(id)) expect(arm).toBe(arms.get(id));
    if (arm !== undefined) arms.set(id, arm);
  }
}

function count<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

const history = fc.record({
  releases,
  moves: fc.array(move, { minLength: 20, maxLength: 60, size: 'max' }),
  seed: fc.string({ maxLength: 3 }),
});
const worldOf = ({ releases: all, seed }: { releases: World['releases']; seed: string }): World => ({
  definitions: [...segments, ...beside],
  releases: all,
  templates: { note: {} },
  answer: capricious,
  seed,
});

test('J1 to J5 hold over random journeys, histories, releases and merges', () => {
  fc.assert(
    fc.property(history, (given) => {
      const { facts, profiles } = play(worldOf(given), given.moves);
      const lives = facts.filter(({ kind }) => kind === 'journey');
      const entered = lives.filter(({ action }) => action === 'entered');
      const over = lives.filter(({ action }) => ['completed', 'converted', 'exited', 'failed'].includes(action));
      const active = profiles.flatMap(({ journeys }) => journeys.instances.map(({ id }) => id));
      expect([...over.map(({ subject }) => subject), ...active].sort()).toEqual(entered.map(({ subject }) => subject).sort());

      const decided = facts.filter(({ kind, action }) => kind === 'verdict' && action !== 'defer');
      for (const times of count(decided, ({ step, detail }) => `${detail?.instance} ${step} ${detail?.channel}`).values())
        expect(times).toBe(1);
      const versions = new Map(entered.map(({ subject, version }) => [subject, version]));
      for (const { subject, version } of lives) expect(version).toBe(versions.get(subject));
      for (const { detail, version } of decided) expect(version).toBe(versions.get(String(detail?.instance)));
    }),
    { numRuns: 400 },
  );
});

test('J6 and J7: nothing moves after the end, and after a wait the next thing is at its due moment or the end', () => {
  fc.assert(
    fc.property(history, (given) => {
      const { facts, profiles } = play(
        worldOf(given),
        given.moves.filter(({ type }) => type !== 'absorb'),
      );
      const lives = new Map<string, Fact[]>();
      for (const fact of facts) {
        const instance = fact.kind === 'journey' ? fact.subject : fact.kind === 'verdict' ? String(fact.detail?.instance) : undefined;
        if (instance !== undefined) lives.set(instance, [...(lives.get(instance) ?? []), fact]);
      }
      for (const life of lives.values()) {
        for (const [index, { action, detail, step }] of life.entries()) {
          const next = life[index + 1];
          if (['completed', 'converted', 'exited', 'failed'].includes(action)) expect(next).toBeUndefined();
          if (typeof detail?.until !== 'number' || !next) continue;
          if (next.detail?.branch !== undefined && next.step === step && next.detail.branch !== 'timeout')
            expect(next.at).toBeLessThanOrEqual(detail.until);
          else if (next.kind === 'verdict' || ['moved', 'completed'].includes(next.action)) expect(next.at).toBe(detail.until);
          else expect(next.at).toBeLessThanOrEqual(detail.until);
        }
      }
      for (const turn of profiles.flatMap(({ turns }) => turns)) {
        const sent = new Set(turn.flatMap(({ kind, detail }) => (kind === 'message' ? [detail?.instance] : [])));
        for (const { subject, detail } of turn)
          if (/^(goal|exit)\.(event|condition)$/.test(String(detail?.rule))) expect(sent).not.toContain(subject);
      }
    }),
    { numRuns: 300 },
  );
});

test('one history gives one outcome, whether time passes in one stretch or in many', () => {
  fc.assert(
    fc.property(history, (given) => {
      const whole = play(worldOf(given), given.moves);
      const again = play(worldOf(given), given.moves);
      expect(again.facts).toEqual(whole.facts);
      const [survivor] = whole.profiles;
      const stepwise = born(new Walkthrough(worldOf(given)));
      const atOnce = born(new Walkthrough(worldOf(given)));
      for (const next of given.moves) {
        if (next.type === 'event') for (const one of [stepwise, atOnce]) one.event(next.name, { order: next.order }, next.ageMs);
        if (next.type !== 'pass') continue;
        atOnce.pass(next.ms);
        for (let part = 0; part < 7; part++) stepwise.pass(Math.floor(next.ms / 7));
        stepwise.pass(next.ms - 7 * Math.floor(next.ms / 7));
      }
      expect(stepwise.facts).toEqual(atOnce.facts);
      expect(survivor?.now).toBe(atOnce.now);
    }),
    { numRuns: 100 },
  );
});

test('benefits are given once in an instance, each code once and only if it came in, and within their limits; a day ends the entries', () => {
  fc.assert(
    fc.property(history, (given) => {
      const { facts } = play(worldOf(given), given.moves);
      const granted = facts.filter(({ kind, action }) => kind === 'benefit' && action === 'granted');
      const decided = facts.filter(({ kind, detail }) => kind === 'benefit' && !String(detail?.rule).startsWith('holdout'));
      for (const times of count(decided, ({ subject, step }) => `${subject} ${step}`).values()) expect(times).toBe(1);
      const codes = granted.filter(({ name }) => name === 'gift').map(({ detail }) => String(detail?.code));
      const came = given.moves.flatMap((one, index) =>
        one.type === 'stock' ? Array.from({ length: one.codes }, (_, i) => `${index}-${i}`) : [],
      );
      expect([...codes].sort()).toEqual(came.slice(0, codes.length).sort());
      expect(codes.length).toBeLessThanOrEqual(6);
      const entered = facts.filter(
        ({ kind, action, name }) => kind === 'decision' && action === 'entered' && (name === 'called' || name === 'limited'),
      );
      for (const times of count(entered, ({ name, at }) => `${name} ${Math.floor(at / DAY)}`).values())
        expect(times).toBeLessThanOrEqual(2);
    }),
    { numRuns: 100 },
  );
});
