import { expect, test } from 'vitest';
import { defineChannel } from '../define/index.ts';
import { channelList } from './channel-list.ts';

const name = { en: 'Mail', zh: '邮件' };

test('what is known of each stands together, and what is not is left out', () => {
  const definition = defineChannel({ id: 'mail', name, type: 'email', rate: { max: 10, per: '1m' } });
  const lastFailure = { reason: 'email_refused: 550', at: 7 };
  const state = { breaker: 'open', waiting: 3, active: 0, retrying: 1, lastFailure } as const;
  const list = channelList({
    routes: () => [
      { channel: 'mail', carrier: 'smtp' },
      { channel: 'crm', carrier: 'webhook' },
    ],
    definitionOf: (id) => (id === 'mail' ? definition : undefined),
    states: () => [
      { channel: 'mail', ...state },
      { channel: 'capture', breaker: 'closed', waiting: 0, active: 0, retrying: 0 },
    ],
    credentialsOf: (id) => (id === 'mail' ? [{ field: 'password', reference: 'env:X', present: true }] : []),
  });
  expect(list).toEqual([
    { channel: 'mail', carrier: 'smtp', definition, state, credentials: [{ field: 'password', reference: 'env:X', present: true }] },
    { channel: 'crm', carrier: 'webhook', credentials: [] },
  ]);
});
