/** The content library of a shop, for tests of the API and of the console: real rendering, two releases, one customer. */
import { buildTemplate } from '../act/index.ts';
import { compilePlan, newCustomer } from '../core/index.ts';
import {
  type Definition,
  defineBlock,
  defineChannel,
  defineJourney,
  definePolicy,
  definePurpose,
  defineTemplate,
  defineTrait,
  defineWorkspace,
  fingerprintOf,
  onEvent,
  type PolicyDefinition,
  type Release,
  send,
  type TemplateDefinition,
  type Text,
} from '../define/index.ts';
import { ContentDesk, type Profile, type ProfileLookup } from '../runtime/index.ts';

const named = (en: string, zh: string): Text => ({ en, zh });

const footer = defineBlock({
  id: 'footer',
  name: named('Footer', '页脚'),
  type: 'footer',
  body: 'Lighthouse Skin Care, {{ trait.city | default: "Shanghai" }}',
  locales: { zh: { body: '灯塔护肤，{{ trait.city | default: "上海" }}' } },
});
const buy = defineBlock({
  id: 'buy',
  name: named('Buy button', '购买按钮'),
  type: 'button',
  body: '{{ block.label | default: "Buy now" }}',
  link: '{{ block.link }}',
});

const reminderOf = (heading: string): TemplateDefinition =>
  defineTemplate({
    id: 'cart_reminder',
    name: named('Cart reminder', '购物车提醒'),
    subject: '{{ trait.first_name | default: "Hello" }}, still thinking it over?',
    preview: 'We keep your cart until Sunday',
    body: `<mjml>
  <mj-body background-color="#f7efe9">
    <mj-section background-color="#ffffff">
      <mj-column>
        <mj-text font-size="22px">${heading}</mj-text>
        <mj-text>Dear {{ trait.first_name }}, your serum is still here.</mj-text>
        {% block "buy", label: "Back to the cart", link: "https://shop.example/cart" %}
        {% block "footer" %}
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>`,
    locales: {
      zh: {
        subject: '{{ trait.first_name | default: "您好" }}，您看中的商品还在',
        body: '<mjml><mj-body><mj-section><mj-column><mj-text>{{ trait.first_name }}，山茶花精华还为您留着。</mj-text>{% block "buy", label: "返回购物车", link: "https://shop.example/cart" %}{% block "footer" %}</mj-column></mj-section></mj-body></mjml>',
      },
    },
    variants: { short: { share: 0.5, subject: 'Your cart', body: '<p>Your cart is waiting, {{ trait.first_name }}.</p>' } },
  });
const shipped = defineTemplate({
  id: 'order_shipped',
  name: named('Order shipped', '订单已发货'),
  body: '您的订单 {{ event.order_id }} 已发货，预计 3 天内送达。',
});

/** It watches for words that the templates here say. */
export const POLICY: PolicyDefinition = definePolicy({
  sensitiveWords: [
    { id: 'ad_law', severity: 'block', words: ['国家级', '最佳'], note: named('Say what can be proved.', '请说可以证明的事实。') },
    { id: 'pressure', severity: 'review', words: ['until Sunday'] },
    { id: 'style', severity: 'warn', words: ['dear', 'serum'] },
  ],
});

const setting: readonly Definition[] = [
  defineWorkspace({
    id: 'shop',
    name: named('Lighthouse', '灯塔'),
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
    seed: 'shop',
    locales: ['en', 'zh'],
  }),
  definePurpose({ id: 'offers', name: named('Offers', '优惠信息'), basis: 'opt_in' }),
  POLICY,
  defineTrait({ id: 'first_name', name: named('First name', '名字'), type: 'string' }),
  defineTrait({ id: 'city', name: named('City', '城市'), type: 'string' }),
  defineChannel({ id: 'mail', type: 'email', name: named('Mail', '邮件'), from: { name: 'Shop', address: 'shop@example.com' } }),
  defineChannel({ id: 'order_sms', type: 'sms', name: named('Text message', '短信'), signature: '灯塔' }),
  defineJourney({
    id: 'cart_abandonment',
    name: named('Cart abandonment', '购物车挽回'),
    stage: 'activate',
    trigger: onEvent('Cart Viewed'),
    reentry: 'always',
    steps: [send({ id: 'remind', channel: 'mail', template: 'cart_reminder', purpose: 'offers' })],
  }),
];

/** What there is of templates and blocks in the running release. */
export const CONTENT: readonly Definition[] = [
  {
    ...footer,
    approval: { by: 'Ada', on: '2026-02-01', content: fingerprintOf(footer, new Map([['footer', footer]])) },
  },
  buy,
  reminderOf('Still thinking it over?'),
  shipped,
];

const RELEASES: readonly Release[] = [
  {
    number: 1,
    note: 'Opening',
    definitions: [...setting, footer, buy, reminderOf('Your cart is waiting')].map((definition) => ({ version: 1, definition })),
  },
  {
    number: 3,
    definitions: [...setting, ...CONTENT].map((definition) => ({ version: definition.id === 'cart_reminder' ? 2 : 1, definition })),
  },
];

/** `profileOf`: who is asked for. */
export function shopContent(profileOf: (lookup: ProfileLookup) => Promise<Profile | undefined>, now: number): ContentDesk {
  const plan = compilePlan(RELEASES, new Map());
  return new ContentDesk({
    releases: {
      list: RELEASES,
      template: builtTemplate,
      summaries: () => RELEASES.map(({ number }) => ({ number, at: now - (4 - number) * 86_400_000 })),
    },
    standing: () => ({ plan, now }),
    read: async (lookup) => {
      const profile = await profileOf(lookup);
      if (!profile) return { plan, now, read: undefined };
      const { customer: id, absorbed, identifiers, traits } = profile;
      return { plan, now, read: { id, absorbed, identifiers, traits, customer: newCustomer(id, now) } };
    },
  });
}

/** As a release has it: with its blocks, and MJML made HTML. */
function builtTemplate(id: string, version: number): TemplateDefinition | undefined {
  for (const { definitions } of RELEASES) {
    const found = definitions.find(({ definition, version: own }) => definition.id === id && own === version);
    const blocks = definitions.flatMap(({ definition }) => (definition.kind === 'block' ? [[definition.id, definition] as const] : []));
    if (found?.definition.kind === 'template') return buildTemplate(found.definition, new Map(blocks));
  }
  return undefined;
}
