/** A draft's guardrails over a history in which a channel failed for two days: found, alerted and rerouted at their moments, on a real warehouse. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../base/index.ts';
import type { Entry } from '../../core/index.ts';
import { defineJourney, guardrail, onEvent, type Project, send, wait } from '../../define/index.ts';
import { openChdbWarehouse } from '../../port/warehouse/index.ts';
import { shop, withoutChance } from '../shop.suite.ts';
import { VirtualWorld } from '../virtual/world.ts';
import { needsDesk } from './desk.ts';
import { type Simulated, START, simulated } from './lived.suite.ts';

const about = { id: 'cart', name: { en: 'x', zh: 'x' }, stage: 'repurchase', trigger: onEvent('Product Added'), reentry: 'once' } as const;
const reminder = { id: 'remind', channel: 'mail', template: 'cart_reminder', purpose: 'offers' } as const;
const project = (more: object): Project =>
  withoutChance(shop(defineJourney({ ...about, steps: [send({ ...reminder, ...more }), wait('1d', { id: 'rest' })] })));
const PLAIN = project({});
const fallback = { skip: true, probe: 0.3 } as const;
const GUARDED = project({ guardrails: [guardrail({ measure: 'error', atMost: 0.2, minimum: 20 })], fallback });

const DAYS = 8;
const FAILING = { from: 3, to: 5 };
/** Begins at a midnight of UTC. */
const FROM = START + 15 * HOUR;
const dayOf = ({ at }: { readonly at: number }) => Math.floor((at - FROM) / DAY);

let history: VirtualWorld;
const rooms: string[] = [];
beforeAll(async () => {
  history = await VirtualWorld.open({ project: PLAIN, start: START });
  for (let day = 0; day < DAYS; day++) {
    if (day === FAILING.from) history.stage.fails('mail', { bounces: 'permanent' });
    if (day === FAILING.to) history.stage.recovers('mail');
    await history.passTo(FROM + day * DAY + 11 * HOUR);
    for (let n = 0; n < 30; n++) {
      const who = `d${day}-${n}`;
      await history.call({ type: 'identify', userId: who, traits: { email: `${who}@example.com` } });
      await history.call({ type: 'track', event: 'Product Added', userId: who });
    }
  }
  await history.passTo(FROM + DAYS * DAY);
}, 60_000);
afterAll(async () => {
  await history.close();
  for (const room of rooms) rmSync(room, { recursive: true });
});

async function simulatedOver(world: VirtualWorld, draft: Project): Promise<Simulated & { readonly opened: number }> {
  const room = mkdtempSync(join(tmpdir(), 'volano-desk-'));
  rooms.push(room);
  let opened = 0;
  const openWarehouse = () => {
    opened += 1;
    return openChdbWarehouse({ path: join(room, 'warehouse') });
  };
  return { ...(await simulated(world, { draft, learning: { openWarehouse, bounds: join(room, 'sink.json') } })), opened };
}
const said = ({ facts }: Pick<Simulated, 'facts'>, kind: 'alert' | 'reroute') =>
  facts.filter((fact) => fact.kind === kind && fact.journey === 'cart').map((fact) => `${dayOf(fact)} ${fact.action}`);

test('what broke is alerted and rerouted at the end of its day, and given back when it has recovered', async () => {
  const done = await simulatedOver(history, GUARDED);
  expect(done.opened).toBe(1);
  expect(said(done, 'alert')).toEqual([`${FAILING.from + 1} raised`, `${FAILING.to + 1} cleared`]);
  expect(said(done, 'reroute')).toEqual([`${FAILING.from + 1} on`, `${FAILING.to + 1} off`]);
  const passed = done.facts.filter(({ action, detail }) => action === 'moved' && detail?.rerouted !== undefined);
  expect(new Set(passed.map(dayOf))).toEqual(new Set([FAILING.from + 1, FAILING.to]));
  expect(passed.length).toBeGreaterThan(25);
});

test('journeys without guardrails and fallbacks are looked at by nobody, and no warehouse is opened', async () => {
  const done = await simulatedOver(history, project({ channel: 'mail', template: 'cart_text' }));
  expect([done.opened, said(done, 'alert'), said(done, 'reroute')]).toEqual([0, [], []]);
});

test('what the history has said of a journey counts while the draft has the same, and nothing when it has another', async () => {
  const world = await VirtualWorld.open({ project: GUARDED, start: START });
  const step = { journey: 'cart', step: 'remind', by: 'x', reason: 'error' } as const;
  const entries: readonly Entry[] = [
    { type: 'reroute', ...step, action: 'on', who: 'diagnosis' },
    { type: 'reroute', ...step, action: 'on', who: 'person' },
  ];
  for (const entry of entries) {
    await world.passTo(world.now + MINUTE);
    await world.append(entry);
  }
  const same = await simulatedOver(world, GUARDED);
  expect([same.opened, same.facts]).toEqual([0, world.facts]);
  const other = await simulatedOver(world, project({ fallback }));
  expect(other.facts.filter(({ kind }) => kind === 'reroute').map(({ detail }) => detail?.who)).toEqual(['person']);
  await world.close();
});

test("a journey is the draft's own where it has something to be looked at, and any release of the history has it otherwise", () => {
  const lives = ({ definitions }: Project) => [{ number: 1, definitions: definitions.map((definition) => ({ version: 1, definition })) }];
  expect(needsDesk(GUARDED.definitions, lives(GUARDED))).toBe(false);
  expect(needsDesk(GUARDED.definitions, lives(PLAIN))).toBe(true);
  expect(needsDesk(GUARDED.definitions, [])).toBe(true);
  expect(needsDesk(PLAIN.definitions, lives(GUARDED))).toBe(false);
  expect(needsDesk(GUARDED.definitions, [...lives(GUARDED), ...lives(PLAIN)])).toBe(true);
});
