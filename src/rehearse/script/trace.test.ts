import { expect, test } from 'vitest';
import { shop, withoutChance } from '../shop.suite.ts';
import { VirtualWorld } from '../virtual/world.ts';
import { Acting } from './acting.ts';
import { traceOf } from './trace.ts';

const WHO = { name: 'ada', identifier: ['user_id', 'ada'] } as const;

test('a trace has deeds and conclusions in order of time, times on the clock of the zone, and the values that rules read', async () => {
  const world = await VirtualWorld.open({ project: withoutChance(shop()), start: Date.UTC(2026, 0, 5, 9) });
  const acting = new Acting(world, { customers: new Map() });
  acting.did(WHO, 'does "Product Added"', { name: 'Lamp' });
  await world.call({ type: 'track', event: 'Product Added', userId: 'ada', properties: { name: 'Lamp' } });
  await world.passTo(world.now + 3 * 3_600_000);
  const definitions = world.definitions.map(({ definition }) => definition);
  const look = await acting.look(WHO);
  const { who, lines, whyNot } = traceOf({ deeds: acting.deeds, look, names: [['journey', 'cart']], definitions, zone: world.zone });
  expect(who).toBe('ada');
  const told = lines.map(({ text }) => text);
  expect(told[0]).toBe('ada does "Product Added" {"name":"Lamp"}');
  expect(told).toContain('journey moved cart/pause until 2026-01-05 12:00');
  expect(told.some((text) => text.startsWith('verdict suppress cart/remind cart_reminder mail [address.missing'))).toBe(true);
  expect(lines.find(({ rule }) => rule === 'trigger.event')?.read).toMatchObject({ trigger: 'Product Added' });
  expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).sort((a, b) => a - b));
  expect(whyNot).toEqual(['inside "cart": rests at "click" until 2026-01-06 12:00']);
  await world.close();
});
