/** The types are compiled by the real compiler, against the real clients. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defineEvent, type EventDefinition } from '../../define/index.ts';
import { clientTypes } from './client-types.ts';

const NAME = { en: 'Ordered', zh: '下单' };
const ROOT = join(import.meta.dirname, '../../..');
const order: EventDefinition = defineEvent({
  id: 'Order Completed',
  name: NAME,
  description: { en: 'Ends with */ here', zh: '结束' },
  properties: {
    order_id: { type: 'string', required: true, pattern: '^o-' },
    total: { type: 'number', required: true, min: 0, unit: 'EUR' },
    currency: { type: 'string', allowed: ['CNY', 'EUR'] },
    paid_at: { type: 'time' },
    'address.city': { type: 'string', required: true },
    'products[].price': { type: 'number', required: true },
    'labels[]': { type: 'string' },
    'odd-name': { type: 'boolean' },
  },
});
const seen: EventDefinition = defineEvent({ id: 'Seen', name: NAME, properties: { where: { type: 'string' } } });
const bare: EventDefinition = defineEvent({ id: 'Bare', name: NAME });
const identify: EventDefinition = defineEvent({ id: '$identify', name: NAME, properties: { email: { type: 'string' } } });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'volano-types-'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the compiler says of a module that uses the types. */
function compiled(types: string, use: string): string {
  writeFileSync(join(folder, 'events.ts'), types);
  writeFileSync(join(folder, 'use.ts'), use);
  const words = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', '--target', 'es2022', '--module', 'nodenext'];
  const options = { cwd: folder, encoding: 'utf8' } as const;
  return spawnSync(
    join(ROOT, 'node_modules/.bin/tsc'),
    [...words, '--moduleResolution', 'nodenext', '--lib', 'es2022,dom', 'use.ts'],
    options,
  ).stdout;
}

const CLIENTS = `import { Analytics } from '@segment/analytics-node';
import { AnalyticsBrowser } from '@segment/analytics-next';
import { typedServerTrack, typedTrack } from './events.js';
const server = typedServerTrack(new Analytics({ writeKey: 'k' }));
const browser = typedTrack(AnalyticsBrowser.load({ writeKey: 'k' }));
`;

describe('a typed track()', () => {
  const types = clientTypes([order, seen, bare, identify]);

  test('takes what the dictionary says, over the unmodified clients', () => {
    const right = `${CLIENTS}
server({ userId: 'u', event: 'Order Completed', properties: { order_id: 'o-1', total: 1, address: { city: 'Bath' } } });
server({ anonymousId: 'a', event: 'Seen', timestamp: new Date() }, (error) => console.log(error));
browser('Order Completed', { order_id: 'o-1', total: 1, currency: 'EUR', paid_at: new Date(), address: { city: 'Bath' }, products: [{ price: 1 }], labels: ['a'], 'odd-name': true });
browser('Seen');
browser('Bare');
const sent: Promise<unknown> = browser('Seen', { where: 'home' }, { timestamp: new Date() });
void sent;
`;
    expect(compiled(types, right)).toBe('');
  });

  test.each<[string, string, RegExp]>([
    ['another event', "browser('Ordered', {});", /TS2345/],
    ['a call that is not track', "browser('$identify');", /TS2345/],
    ['nothing of what is required', "browser('Order Completed');", /TS2554/],
    ['a required property missing', "browser('Order Completed', { order_id: 'o', address: { city: 'x' } });", /total/],
    ['one within', "browser('Order Completed', { order_id: 'o', total: 1, address: {} });", /city/],
    ['one of an element', "browser('Order Completed', { order_id: 'o', total: 1, address: { city: 'x' }, products: [{}] });", /price/],
    ['another type', "browser('Seen', { where: 1 });", /number/],
    [
      'a value that is not allowed',
      "browser('Order Completed', { order_id: 'o', total: 1, address: { city: 'x' }, currency: 'USD' });",
      /USD/,
    ],
    ['a name that is not defined', "browser('Seen', { were: 'home' });", /were/],
    ['nobody', "server({ event: 'Seen' });", /userId|anonymousId/],
    ['required properties missing on a server', "server({ userId: 'u', event: 'Order Completed' });", /properties/],
  ])('refuses %s', (_, line, message) => {
    expect(compiled(types, `${CLIENTS}${line}\n`)).toMatch(message);
  });
});
