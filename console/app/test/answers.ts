/** What a server answers that tests of screens have in common: a workspace, names, and somebody who may everything that screens ask for. */

export const NOON = Date.UTC(2026, 2, 1, 4);

const PERMISSIONS = [
  'overview.read',
  'releases.read',
  'releases.write',
  'releases.approve',
  'releases.reject',
  'releases.rollback',
  'releases.rollout',
  'quality.read',
  'journeys.read',
  'quarantine.read',
  'quarantine.replay',
  'quarantine.drop',
  'messages.read',
  'messages.redeliver',
  'dictionary.read',
];

export const SHOP = {
  '/v1/session': { roles: [], permissions: PERMISSIONS },
  '/v1/workspace': { version: '1', timeZone: 'Asia/Shanghai', currency: 'CNY' },
  '/v1/names': {
    journey: { cart: { en: 'Cart abandonment', zh: '购物车挽回' } },
    template: { reminder: { en: 'Cart reminder', zh: '购物车提醒' } },
  },
};

/** Somebody who may all that but these. */
export function without(...permissions: readonly string[]): object {
  return { member: { id: 'm1', name: 'Ada' }, roles: [], permissions: PERMISSIONS.filter((one) => !permissions.includes(one)) };
}

/** An update of the live stream, and then silence. */
export function liveAnswer(update: object): Response {
  const text = `data: ${JSON.stringify(update)}\n\n`;
  return new Response(new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode(text)) }));
}
