/** Models in a simulation: the history's where they are the draft's too, else from the simulated past, on a real warehouse. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../base/index.ts';
import { defineSegment, defineTrait, type Project, trait } from '../../define/index.ts';
import { openChdbWarehouse } from '../../port/warehouse/index.ts';
import { shop } from '../shop.suite.ts';
import type { VirtualWorld } from '../virtual/world.ts';
import { type Deed, lived, type Simulated, START, simulated } from './lived.suite.ts';
import { needsModels } from './models.ts';
import type { SimulationOptions } from './simulation.ts';

const name = { en: 'x', zh: 'x' };
const spent = defineTrait({ id: 'spent', name, aggregate: 'sum', event: 'Order Completed', property: 'revenue' });
const rank = (bins: number, id = 'rank') => defineTrait({ id, name, score: { of: 'spent', bins } });
const top = defineSegment({ id: 'top', name, condition: trait('rank').is(2) });
/** The shop with these in place of what has their ids. */
const shopWith = (...more: Project['definitions']): Project => {
  const ids = new Map(more.map((one) => [one.id, one]));
  return { definitions: [...shop().definitions.filter(({ id }) => !ids.has(id)), ...ids.values()] };
};
const scored = (...more: Project['definitions']): Project => shopWith(spent, rank(2), top, ...more);

const orders: readonly Deed[] = [10, 20, 30, 40].map((revenue, who) => ({
  do: 'call',
  who,
  call: { type: 'track', event: 'Order Completed', properties: { revenue } },
}));
const pass = (ms: number): Deed => ({ do: 'pass', ms });
const rooms: string[] = [];
afterAll(() => {
  for (const room of rooms) rmSync(room, { recursive: true });
});

/** With a warehouse that is opened when it is needed; `opened`: how often. */
async function simulatedOver(
  world: VirtualWorld,
  draft: Project,
  exactly: Partial<SimulationOptions> = {},
): Promise<Simulated & { readonly opened: number }> {
  const room = mkdtempSync(join(tmpdir(), 'volano-models-'));
  rooms.push(room);
  let opened = 0;
  const openWarehouse = () => {
    opened += 1;
    return openChdbWarehouse({ path: join(room, 'warehouse') });
  };
  const done = await simulated(world, { draft, ...exactly, learning: { openWarehouse, bounds: join(room, 'sink.json') } });
  return { ...done, opened };
}
const modelsIn = ({ facts }: Simulated) =>
  facts.filter(({ kind }) => kind === 'model').map(({ at, name: of }) => `${of} ${(at - START) / MINUTE}`);

test('a score that the history has not, or has otherwise, is computed when the draft comes in and after each midnight, and who is at the top follows from it', async () => {
  const world = await lived(shopWith(spent), [...orders, pass(2 * DAY), { ...orders[0]!, call: { ...track(500) } } as Deed, pass(DAY)]);
  const done = await simulatedOver(world, scored(), { since: START + HOUR, patienceMs: 0 });
  const midnight = 14 * 60 + 5;
  expect(done.opened).toBe(1);
  expect(modelsIn(done)).toEqual(['rank 60', ...[0, 1, 2].map((day) => `rank ${midnight + day * 24 * 60}`)]);
  const members = done.facts.filter(({ kind, name: of }) => kind === 'segment' && of === 'top');
  expect(members.filter(({ action }) => action === 'entered').map(({ at }) => (at - START) / MINUTE)).toEqual([60, 60, 2 * 24 * 60]);
  await world.close();
});

function track(revenue: number) {
  return { type: 'track', event: 'Order Completed', properties: { revenue } };
}

test('what the history has computed of the same definitions counts, and no warehouse is opened', async () => {
  const world = await lived(scored(), orders);
  await world.scoreEdges('rank', [35]);
  await world.passTo(START + DAY);
  const done = await simulatedOver(world, scored());
  expect(done.opened).toBe(0);
  expect(done.facts).toEqual(world.facts);
  expect(done.facts.filter(({ kind, name: of }) => kind === 'segment' && of === 'top')).toHaveLength(1);
  await world.close();
});

test('where the definition is another, the moments are those of the history and the edges its own; what the history has not is computed there too', async () => {
  const world = await lived(scored(), orders);
  await world.passTo(START + 3 * HOUR);
  await world.scoreEdges('rank', [35]);
  await world.passTo(START + 2 * DAY);
  const { definitions } = scored(rank(4, 'quarter'));
  const done = await simulatedOver(world, {
    definitions: definitions.map((one) => (one.id === 'rank' ? { ...one, name: { en: 'y', zh: 'y' } } : one)),
  });
  expect(done.opened).toBe(1);
  expect(modelsIn(done)).toEqual(['rank 180', 'quarter 180']);
  // Of four the upper half, by edges of its own; the history's were higher.
  expect(done.facts.filter(({ kind, name: of, action }) => kind === 'segment' && of === 'top' && action === 'entered')).toHaveLength(2);
  await world.close();
});

test('a model is another one when anything that it reads is', () => {
  const lives = (...definitions: Project['definitions']) => [
    { number: 1, definitions: definitions.map((definition) => ({ version: 1, definition })) },
  ];
  const { definitions } = scored();
  expect(needsModels(definitions, lives(...definitions))).toBe(false);
  expect(needsModels([spent], [])).toBe(false);
  expect(needsModels(definitions, [])).toBe(true);
  expect(needsModels(definitions, lives(...shopWith(spent).definitions))).toBe(true);
  expect(needsModels(definitions, lives(...scored(rank(3)).definitions))).toBe(true);
  const other = defineTrait({ id: 'spent', name, aggregate: 'sum', event: 'Order Completed', property: 'tax' });
  expect(needsModels(definitions, lives(...scored(other).definitions))).toBe(true);
  const beside = defineTrait({ id: 'orders', name, aggregate: 'count', event: 'Order Completed' });
  expect(needsModels(definitions, lives(...scored(beside).definitions))).toBe(false);
  const zoned = definitions.map((one) => (one.kind === 'workspace' ? { ...one, timeZone: 'Asia/Tokyo' } : one));
  expect(needsModels(definitions, lives(...zoned))).toBe(true);
});
