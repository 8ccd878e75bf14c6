/** A journey as the product counts it, for tests. */
import type { JourneyDefinition } from '../define/index.ts';
import type { JourneyDetail, JourneyFigures } from '../runtime/index.ts';
import type { Measures } from './deps.ts';

export const COUNTS: NonNullable<Measures['journeys']>['versions'][number] = {
  ...{ journey: 'reminder', version: 2, entered: 9, movedIn: 1, movedOut: 0, completed: 4, converted: 2 },
  ...{ exited: { 'exit.event': 1 }, failed: {} },
  steps: {
    pause: { entered: 10, waiting: 3, proceeded: 5, exited: { 'exit.event': 1, 'goal.event': 1 }, failed: {} },
    hint: { entered: 5, waiting: 0, proceeded: 3, exited: { 'goal.event': 1 }, failed: { 'consent.missing': 1 } },
  },
};

export const JOURNEY: JourneyFigures = {
  journey: 'reminder',
  name: { en: 'Reminder', zh: '提醒' },
  isLive: true,
  ...{ entered: 9, waiting: 3, completed: 4, converted: 2, exited: 1, exitedBy: { 'exit.event': 1 }, failed: 0, failedBy: {} },
  versions: [
    {
      ...{ version: 2, isLive: true, entered: 9, movedIn: 1, movedOut: 0, waiting: 3, completed: 4, converted: 2 },
      ...{ exited: 1, exitedBy: { 'exit.event': 1 }, failed: 0, failedBy: {} },
    },
  ],
  wrong: [],
};

const LOYAL = { combinator: 'and', rules: [{ field: 'tag.high_value', operator: '=', value: true }] } as const;

/** What the shop's release says of a journey. */
export const CART_JOURNEY: Pick<JourneyDefinition, 'stage' | 'trigger' | 'reentry' | 'goal' | 'holdout' | 'kpi' | 'steps'> = {
  stage: 'repurchase',
  trigger: { type: 'event', event: 'Product Viewed' },
  reentry: { after: '7d' },
  goal: { event: 'Order Completed' },
  holdout: 0.1,
  kpi: { metric: 'conversion_rate', target: 0.2, within: '30d' },
  steps: [
    { type: 'wait', id: 'pause', duration: '2h' },
    {
      type: 'branch',
      id: 'by-value',
      branches: [{ when: LOYAL, steps: [{ type: 'ticket', id: 'call', template: 'cart_reminder', owner: 'crm', due: '1d' }] }],
      otherwise: [
        {
          ...{ type: 'send', id: 'remind', channel: 'capture', template: 'cart_reminder', purpose: 'offers' },
          onFailure: [{ type: 'set_tag', id: 'tag', tag: 'browsing' }],
        },
      ],
    },
    { type: 'wait_for', id: 'order', event: 'Order Completed', timeout: '3d', otherwise: [{ type: 'exit', id: 'cold' }] },
  ],
};

const step = (id: string, [entered, waiting, exited, failed]: readonly [number, number, number, number]) => ({
  ...{ step: id, entered, waiting, proceeded: entered - waiting - exited - failed, exited, failed },
  exitedBy: exited > 0 ? { 'goal.event': exited } : {},
  failedBy: failed > 0 ? { 'consent.missing': failed } : {},
});

const went = { entered: 1_204, waiting: 310, completed: 402, converted: 311, exited: 160, failed: 21 };
const by = { exitedBy: { 'exit.event': 160 }, failedBy: { 'benefit.failed': 21 } };

/** The same journey as the product counts it. */
export const CART_DETAIL: JourneyDetail = {
  ...{ journey: 'cart_abandonment', name: { en: 'Cart abandonment', zh: '购物车挽回' }, isLive: true, wrong: [], ...went, ...by },
  versions: [
    {
      ...{ version: 1, isLive: true, movedIn: 0, movedOut: 0, ...went, ...by },
      steps: [
        step('pause', [1_204, 120, 84, 0]),
        step('by-value', [1_000, 0, 0, 0]),
        step('call', [180, 0, 0, 0]),
        step('remind', [820, 0, 0, 44]),
        step('tag', [44, 0, 0, 0]),
        step('order', [1_000, 190, 387, 0]),
        step('cold', [423, 0, 423, 0]),
      ],
    },
  ],
};
