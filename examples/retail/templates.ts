/** Messages of the journeys. The data names no people, so nobody is addressed by name. */
import { defineTemplate, type TemplateDefinition } from 'volano';

export const templates: readonly TemplateDefinition[] = [
  defineTemplate({
    id: 'after_first_order',
    name: { en: 'After the first order', zh: '首单关怀' },
    subject: 'How did you like {{ event.name }}?',
    body: 'Your order {{ event.invoice_no }} should have arrived by now. Reply if anything is missing.',
  }),
  defineTemplate({
    id: 'second_order_offer',
    name: { en: 'Offer for the second order', zh: '第二单优惠' },
    subject: 'Free postage on your next order',
    body: 'You spent £{{ trait.revenue | default: 0 }} with us. Postage of your next order is on us for 14 days.',
  }),
  defineTemplate({
    id: 'win_back',
    name: { en: 'Win back', zh: '召回' },
    subject: 'New since your last order',
    body: 'It has been {{ trait.recency_days | default: 90 }} days. You bought {{ trait.favorite_item | default: "our gifts" }} most; see what goes with it.',
  }),
  defineTemplate({
    id: 'win_back_account',
    name: { en: 'Win back, key accounts', zh: '重点客户召回' },
    subject: 'A word from your account manager',
    body: 'We would like to keep serving you in {{ trait.country | default: "your country" }}. May we call you this week?',
  }),
  defineTemplate({
    id: 'thanks',
    name: { en: 'Thank you', zh: '感谢' },
    subject: 'Thank you',
    body: 'You are one of our best customers this quarter. The preview of the next season is yours first.',
  }),
];
