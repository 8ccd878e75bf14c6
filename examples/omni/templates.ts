/** Messages of the journeys, in the customer's language (Chinese unless they chose English). */
import { defineTemplate, type TemplateDefinition } from 'volano';

/** Chooses by the declared language; a customer who never said reads Chinese. */
function bilingual(zh: string, en: string): string {
  return `{% assign language = trait.language | default: "zh" %}{% if language == "en" %}${en}{% else %}${zh}{% endif %}`;
}

export const templates: readonly TemplateDefinition[] = [
  defineTemplate({
    id: 'cart_reminder',
    name: { en: 'Cart reminder', zh: '购物车提醒' },
    subject: bilingual('您看中的商品还在', 'Still thinking it over?'),
    body: bilingual(
      '{{ trait.name | default: "您好" }}，您选的{{ event.name }}（¥{{ event.price }}）还在购物车里。',
      'Hello {{ trait.name | default: "there" }}, {{ event.name }} (¥{{ event.price }}) is still in your cart.',
    ),
  }),
  defineTemplate({
    id: 'checkout_help',
    name: { en: 'Help with the checkout', zh: '结算帮助' },
    subject: bilingual('付款遇到问题了吗？', 'Can we help with your order?'),
    body: bilingual(
      '还差一步，{{ event.name }}就是您的了。如有问题，请直接回复。',
      'One step left and {{ event.name }} is yours. Just reply if something went wrong.',
    ),
  }),
  defineTemplate({
    id: 'cart_last_call',
    name: { en: 'Cart, last call', zh: '购物车最后提醒' },
    body: bilingual('我们为您把{{ event.name }}再保留一天。', 'We keep {{ event.name }} for you one more day.'),
  }),
  defineTemplate({
    id: 'welcome',
    name: { en: 'Welcome after the first order', zh: '首单欢迎' },
    subject: bilingual('感谢您的第一笔订单', 'Thank you for your first order'),
    body: bilingual(
      '{{ trait.name | default: "您好" }}，订单 {{ event.order_id }}（¥{{ event.revenue }}）已收到，欢迎来到 Omni。',
      'Hello {{ trait.name | default: "there" }}, we have your order {{ event.order_id }} (¥{{ event.revenue }}). Welcome to Omni.',
    ),
  }),
  defineTemplate({
    id: 'how_to_use',
    name: { en: 'How to use it', zh: '使用指南' },
    body: bilingual(
      '关于{{ trait.favorite_category | default: "您的商品" }}的三个小建议，送给您。',
      'Three small tips for your {{ trait.favorite_category | default: "purchase" }}.',
    ),
  }),
  defineTemplate({
    id: 'second_order',
    name: { en: 'Idea for the second order', zh: '第二单推荐' },
    body: bilingual(
      '喜欢{{ trait.favorite_category | default: "上次的商品" }}？新一季已到。',
      'If you like {{ trait.favorite_category | default: "your first choice" }}, the new season is here.',
    ),
  }),
  defineTemplate({
    id: 'miss_you',
    name: { en: 'We miss you', zh: '好久不见' },
    subject: bilingual('好久不见', 'It has been a while'),
    body: bilingual(
      '{{ trait.name | default: "您好" }}，距您上次下单已 {{ trait.days_since_order }} 天，来看看新品吧。',
      'Hello {{ trait.name | default: "there" }}, it has been {{ trait.days_since_order }} days. Come and see what is new.',
    ),
  }),
  defineTemplate({
    id: 'miss_you_gold',
    name: { en: 'We miss you, for top tiers', zh: '好久不见（高等级）' },
    body: bilingual(
      '您的专属顾问为您准备了一份小样礼包，到店或在线领取。',
      'Your advisor has a gift of samples for you, in the store or online.',
    ),
  }),
];
