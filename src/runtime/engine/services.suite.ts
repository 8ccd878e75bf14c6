/** What a small shop does beside sending: benefits with codes, tickets, calls that are answered, tags set by hand, journeys started by name, so many a day. */
import {
  benefit,
  branch,
  type Definition,
  defineBenefit,
  defineChannel,
  defineJourney,
  defineTag,
  defineTemplate,
  defineTrait,
  exit,
  manual,
  onEvent,
  onStart,
  removeTag,
  send,
  setTag,
  startJourney,
  ticket,
  trait,
  update,
  webhook,
} from '../../define/index.ts';
import { NAME } from './trial.suite.ts';

const base = { name: NAME, stage: 'retain' } as const;
const ask = webhook({
  id: 'ask',
  channel: 'hook',
  template: 'task',
  response: [{ field: 'score', trait: 'score' }],
  await: { outcome: 'answered', timeout: '3h' },
  onFailure: [
    ticket({
      id: 'call',
      template: 'task',
      owner: 'service',
      due: '1d',
      await: { outcome: 'resolved', timeout: '1d' },
      onFailure: [exit({ id: 'late', failed: true })],
    }),
  ],
});

export const SERVICES: readonly Definition[] = [
  defineChannel({ id: 'hook', type: 'webhook', name: NAME }),
  defineTemplate({ id: 'task', name: NAME, subject: 'Do', body: '{"coupon":"{{ event.coupon | default: "" }}"}' }),
  defineTrait({ id: 'score', name: NAME, type: 'number' }),
  defineTag({ id: 'favoured', name: NAME, owner: 'crm', rule: manual('favoured') }),
  defineBenefit({ id: 'gift', name: NAME, type: 'coupon', limits: { perCustomer: 2, total: 5 }, lowAt: 1 }),
  defineBenefit({ id: 'thanks', name: NAME, type: 'points', points: 5, limits: { perCustomer: 3 } }),
  defineJourney({
    ...base,
    id: 'service',
    trigger: onStart(),
    key: 'case',
    reentry: 'always',
    limits: { entriesPerDay: 3, concurrent: 2 },
    steps: [
      benefit('gift', { id: 'gift', as: 'coupon', onFailure: [benefit('thanks', { id: 'thanks' })] }),
      setTag('favoured', { id: 'favour' }),
      ask,
      branch({ id: 'scored', when: trait('score').atLeast(60), then: [removeTag('favoured', { id: 'unfavour' })] }),
      send({ id: 'told', channel: 'capture', template: 'task', purpose: 'offers' }),
    ],
  }),
  defineJourney({
    ...base,
    id: 'other',
    trigger: onEvent('Other'),
    reentry: 'always',
    limits: { entriesPerDay: 3, cooldown: '2d' },
    steps: [
      startJourney('service', { id: 'serve', properties: { case: { property: 'total' } } }),
      update({ score: 1 }, { id: 'reset' }),
      ticket({ id: 'check', template: 'task', owner: 'service', due: '1d', await: { outcome: 'resolved', timeout: '6h' } }),
    ],
  }),
];
