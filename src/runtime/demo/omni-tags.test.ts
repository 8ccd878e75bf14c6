/** Every tag divides the people of a smaller world; those that messages lead to need somebody who writes, which the whole demo checks. */
import { expect, test } from 'vitest';
import { generate, YEAR_TO } from '../../../examples/omni/generator/index.ts';
import { project } from '../../../examples/omni/index.ts';
import { type Arrival, knownAt, newState, planOf, take } from '../../../test/truths/engine.ts';
import type { EventEntry } from '../../core/index.ts';
import { contradictingPairs } from '../../learn/index.ts';

/** Coupons, opened and clicked e-mails and unsubscribes come with messages only. */
const BY_MESSAGES: readonly string[] = [
  'price_coupon_user',
  'price_coupon_once',
  'uses_coupons',
  'channel_email_reader',
  'channel_email_clicker',
  'channel_clicked_and_bought',
  'channel_unsubscribed',
];
const PEOPLE = 900;

function histories(): readonly (readonly Arrival[])[] {
  const byPerson = new Map<number, Arrival[]>();
  const seen = new Set<string>();
  for (const { at, person, call } of generate({ seed: 'tags', customers: PEOPLE })) {
    if (seen.has(call.messageId)) continue;
    seen.add(call.messageId);
    const event: EventEntry = {
      type: 'event',
      call: call.type,
      event: call.type === 'track' ? call.event! : `$${call.type}`,
      messageId: call.messageId,
      source: 'demo',
      time: Date.parse(call.timestamp),
      receivedAt: at,
      identifiers: [['user_id', String(person)]],
      properties: call.properties ?? {},
      context: call.context,
      ...(call.traits && { traits: call.traits }),
    };
    const history = byPerson.get(person);
    if (history) history.push({ at, event });
    else byPerson.set(person, [{ at, event }]);
  }
  return [...byPerson.values()];
}

/** Type-7 quantiles as scaled decimals, rounded down. */
function edgesOf(values: readonly number[], bins: number): readonly number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return Array.from({ length: bins - 1 }, (_, index) => {
    const place = ((sorted.length - 1) * (index + 1)) / bins;
    const low = sorted[Math.floor(place)]!;
    return Math.floor((low + (sorted[Math.ceil(place)]! - low) * (place % 1)) * 10_000);
  });
}

test('every tag is true of somebody and false of somebody', { timeout: 240_000 }, () => {
  const { definitions } = project;
  const people = histories();
  const know = (edges: Readonly<Record<string, readonly number[]>>) => {
    const plan = planOf(definitions, edges);
    return people.map((arrivals) => {
      const state = newState(plan, arrivals[0]!.at);
      for (const { at, event } of arrivals) take(state, plan, at, event);
      return knownAt(state, plan, YEAR_TO, definitions);
    });
  };
  const scores = definitions.flatMap((one) => (one.kind === 'trait' && 'score' in one ? [one] : []));
  const unscored = know({});
  const edges = scores.map(({ id, score }) => {
    const values = unscored.map(({ traits }) => traits[score.of]).filter((value) => typeof value === 'number');
    return [id, edgesOf(values, score.bins)] as const;
  });
  const held = new Map<string, number>();
  const contradicting = contradictingPairs(definitions.filter((one) => one.kind === 'tag')).filter(([tag, other]) => tag < other);
  const contradictions = new Set<string>();
  for (const { tags } of know(Object.fromEntries(edges))) {
    for (const id of tags) held.set(id, (held.get(id) ?? 0) + 1);
    for (const pair of contradicting) if (pair.every((id) => tags.includes(id))) contradictions.add(pair.join(' '));
  }
  const ids = definitions.flatMap(({ kind, id }) => (kind === 'tag' ? [id] : []));
  expect(ids.length).toBeGreaterThan(300);
  expect(ids.filter((id) => !held.has(id))).toEqual(ids.filter((id) => BY_MESSAGES.includes(id)));
  expect(ids.filter((id) => held.get(id) === people.length)).toEqual([]);
  // Somebody refunds or cancels most of what makes them valuable.
  expect([...contradictions].filter((pair) => pair.includes('risk_'))).not.toEqual([]);
});
