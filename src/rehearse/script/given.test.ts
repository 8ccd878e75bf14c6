import { expect, test } from 'vitest';
import {
  benefit,
  defineBenefit,
  defineChannel,
  defineJourney,
  definePurpose,
  defineTemplate,
  defineWorkspace,
  exit,
  onEvent,
  type Project,
  send,
} from '../../define/index.ts';
import { codes, customer } from './customer.ts';
import { sent } from './expectations.ts';
import { given } from './given.ts';
import { rehearse } from './scenario.ts';

const name = { en: 'Name', zh: '名称' };
const way = (id: string, template: string) => send({ id, channel: 'inbox', template, purpose: 'care', messageClass: 'service' });

const project: Project = {
  definitions: [
    defineWorkspace({ id: 'shop', name, timeZone: 'UTC', currency: 'EUR', seed: 'given' }),
    definePurpose({ id: 'care', name, basis: 'opt_out' }),
    defineChannel({ id: 'inbox', type: 'in_app', name }),
    defineBenefit({ id: 'welcome', name, type: 'coupon' }),
    defineBenefit({ id: 'thanks', name, type: 'points', points: 50 }),
    defineTemplate({ id: 'coupon', name, body: 'Code {{ event.coupon }}, and {{ event.thanks }} points' }),
    defineTemplate({ id: 'plain', name, body: 'Welcome' }),
    defineJourney({
      id: 'welcome',
      name,
      stage: 'activate',
      trigger: onEvent('Signed Up'),
      reentry: 'always',
      steps: [
        benefit('welcome', { id: 'code', as: 'coupon', onFailure: [way('none-left', 'plain'), exit({ id: 'without' })] }),
        benefit('thanks', { id: 'points', as: 'thanks' }),
        way('with-code', 'coupon'),
      ],
    }),
  ],
};

test('codes of a pool are given in their order, each once, until none is left; more may come', () =>
  rehearse(project, () => {
    codes('welcome', ['A1', 'B2', 'A1']);
    customer('ada')
      .does('Signed Up')
      .expect(given('welcome', { code: 'A1', times: 1 }), given('thanks', { points: 50 }))
      .expect(sent('coupon', { body: 'Code A1, and 50 points' }));
    customer('bo')
      .does('Signed Up')
      .expect(given('welcome', { code: 'B2' }));
    customer('cy').does('Signed Up').expect(sent('plain')).expectNot(given('welcome'), given('thanks'));
    codes('welcome', ['C3']);
    customer('cy')
      .does('Signed Up')
      .expect(given('welcome', { code: 'C3' }));
  }));

test('what was given instead is said', async () => {
  const wrong = rehearse(project, () => {
    codes('welcome', ['A1']);
    customer('ada')
      .does('Signed Up')
      .does('Signed Up')
      .expect(given('welcome', { code: 'B2', times: 1 }));
  });
  await expect(wrong).rejects.toThrow(
    /given the benefit "welcome" \(code "B2"\) once\n.*found: benefit "welcome": granted A1, refused benefit.empty/,
  );
});

test('a benefit that there is not is said before anything runs, and one without a pool where its codes come', async () => {
  await expect(rehearse(project, () => codes('welcom', ['A1']))).rejects.toThrow('Did you mean "welcome"?');
  await expect(rehearse(project, () => codes('thanks', ['A1']))).rejects.toThrow('the benefit "thanks" is no coupon');
});
