/** What invoices alone can feed of retail-200: each line is an event, and nothing is known of visits, channels, service or community. */
import { defineTrait, type TraitDefinition } from 'volano';
import { type EventRole, type LibraryDefinition, type PropertyRole, retail200 } from 'volano/library';
import { CANCELLATION, PURCHASE, paid } from './paid.ts';

const NO_EVENTS = [
  ...(['refund', 'view', 'search', 'add', 'checkout', 'wish', 'review', 'share', 'page', 'content', 'open', 'joined'] as const),
  ...(['pointsEarned', 'pointsSpent', 'storeLeft', 'classAttended', 'contact', 'chat', 'caseOpened', 'caseClosed', 'survey'] as const),
  ...(['consent', 'communityJoined', 'post', 'comment', 'vote', 'submission', 'referral', 'device', 'emailOpened'] as const),
  ...(['emailClicked', 'unsubscribed'] as const),
] satisfies readonly EventRole[];

const NO_PROPERTIES = [
  'orderTotal',
  'discount',
  'coupon',
  'boughtCategory',
  'channel',
  'store',
  'hour',
  'weekday',
] satisfies readonly PropertyRole[];

export const library: readonly LibraryDefinition[] = retail200({
  only: ['stage', 'value', 'rfm', 'price', 'loyalty', 'risk'],
  // Tags about what a customer told or did elsewhere: the file tells none of it.
  except: ['loyalty_birthday_month', 'loyalty_birthday_soon'],
  events: { ...Object.fromEntries(NO_EVENTS.map((role) => [role, false as const])), order: PURCHASE, cancel: CANCELLATION },
  properties: {
    ...Object.fromEntries(NO_PROPERTIES.map((role) => [role, false as const])),
    orderId: 'invoice_no',
    quantity: 'quantity',
    boughtPrice: 'price',
  },
  orderWhere: paid(),
  orderLines: true,
  amounts: { typicalOrder: 350, highPrice: 10, lowPrice: 3 },
  owner: 'sales',
});

/** The project has scores of its own: the library's read those, and nothing is ranked twice. */
export const scoreAliases: readonly TraitDefinition[] = (
  [
    ['rfm_r', 'r5', 'Recency score', 'R 分'],
    ['rfm_f', 'f5', 'Frequency score', 'F 分'],
    ['rfm_m', 'm5', 'Monetary score', 'M 分'],
  ] as const
).map(([id, trait, en, zh]) => defineTrait({ id, name: { en, zh }, formula: { trait } }));
