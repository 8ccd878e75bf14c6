/** Webhooks that are answered, in virtual time. */
import { expect, test } from 'vitest';
import {
  branch,
  defineChannel,
  defineJourney,
  definePurpose,
  defineTemplate,
  defineTrait,
  defineWorkspace,
  onEvent,
  type Project,
  send,
  trait,
  webhook,
} from '../../define/index.ts';
import { channel, customer } from './customer.ts';
import { completed, hasTrait, isIn, sent } from './expectations.ts';
import { rehearse } from './scenario.ts';

const name = { en: 'Name', zh: '名称' };
const way = (template: string) => send({ id: template, channel: 'inbox', template, purpose: 'care', messageClass: 'service' });
const project: Project = {
  definitions: [
    defineWorkspace({ id: 'shop', name, timeZone: 'UTC', currency: 'EUR', seed: 'answers' }),
    definePurpose({ id: 'care', name, basis: 'opt_out' }),
    defineChannel({ id: 'inbox', type: 'in_app', name }),
    defineChannel({ id: 'scoring', type: 'webhook', name }),
    defineTrait({ id: 'score', name, type: 'number' }),
    ...['ask', 'good', 'poor', 'unknown'].map((id) => defineTemplate({ id, name, body: `{"id":"${id}"}` })),
    defineJourney({
      id: 'credit',
      name,
      stage: 'retain',
      trigger: onEvent('Asked'),
      reentry: 'always',
      steps: [
        webhook({
          id: 'ask',
          channel: 'scoring',
          template: 'ask',
          response: [{ field: 'data.score', trait: 'score' }],
          await: { outcome: 'answered', timeout: '10m' },
          onFailure: [way('unknown')],
        }),
        branch({ id: 'choose', when: trait('score').atLeast(700), then: [way('good')], otherwise: [way('poor')] }),
      ],
    }),
  ],
};

test('a call is answered at once, and the journey goes on with what is known', () =>
  rehearse(project, () => {
    channel('scoring').answers({ data: { score: 720 } });
    customer('anna').does('Asked').expect(hasTrait('score', 720), sent('good'), completed('credit')).expectNot(sent('unknown'));
    channel('scoring').answers({ data: { score: 3 } });
    customer('ben').does('Asked').expect(hasTrait('score', 3), sent('poor'));
  }));

test.each([['<html>'], [{ data: {} }], [{ data: { score: '720' } }]])('a bad answer takes the edge of failure: %j', (answer) =>
  rehearse(project, () => {
    channel('scoring').answers(answer, { template: 'ask' });
    customer('anna').does('Asked').expect(sent('unknown'), sent('poor')).expectNot(hasTrait('score'));
  }),
);

test('without an answer it waits until its time is over', () =>
  rehearse(project, () => {
    customer('anna').does('Asked').expect(isIn('credit', 'ask')).after('10 minutes').expect(sent('unknown'));
  }));

test('why is told with the failure of a test', async () => {
  const run = rehearse(project, () => {
    channel('scoring').answers('oops');
    customer('anna').does('Asked').expect(sent('good'));
  });
  await expect(run).rejects.toThrow(/answer\.not_json/);
});
