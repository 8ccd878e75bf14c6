/** The shop of the crash tests, which also writes e-mail: so that a mail server can lie, too. */
import { defineChannel, defineJourney, defineProject, defineTemplate, defineTrait, onEvent, type Project, send, wait } from 'volano';
import { project as shop } from '../../crash/shop/index.ts';

const both = (name: string) => ({ en: name, zh: name });

export const project: Project = defineProject(
  ...shop.definitions,
  defineTrait({ id: 'email', name: both('E-mail'), type: 'string' }),
  defineChannel({ id: 'mail', type: 'email', name: both('Mail'), from: { name: 'Shop', address: 'shop@shop.example' } }),
  defineTemplate({
    id: 'thanks',
    name: both('Thanks'),
    subject: 'Thank you, since {{ event.madeAt }}',
    body: 'Thank you for {{ event.sku }}',
  }),
  defineJourney({
    id: 'thanks',
    name: both('Thanks'),
    stage: 'repurchase',
    trigger: onEvent('Order Completed'),
    reentry: 'always',
    steps: [wait('200ms'), send({ channel: 'mail', purpose: 'news', template: 'thanks', messageClass: 'service' })],
  }),
);
