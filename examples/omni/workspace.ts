/** The brand's workspace: identifiers by strength, what consent is asked for, and what guard enforces. */
import {
  defineNamespace,
  definePolicy,
  definePurpose,
  defineWorkspace,
  type NamespaceDefinition,
  type PolicyDefinition,
  type PurposeDefinition,
  type WorkspaceDefinition,
} from 'volano';
import { advertisingWords } from 'volano/library';

export const workspace: WorkspaceDefinition = defineWorkspace({
  id: 'omni',
  name: { en: 'Omni, skin and home care', zh: 'Omni 护肤与家居' },
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  seed: 'omni-2025',
});

export const namespaces: readonly NamespaceDefinition[] = [
  defineNamespace({ id: 'user_id', name: { en: 'Account', zh: '账号' }, priority: 1, limit: 1 }),
  defineNamespace({ id: 'phone', name: { en: 'Phone number', zh: '手机号' }, priority: 2, limit: 2 }),
  defineNamespace({ id: 'unionid', name: { en: 'WeChat union id', zh: '微信 unionid' }, priority: 3, limit: 1 }),
  defineNamespace({ id: 'external_userid', name: { en: 'WeCom contact', zh: '企微外部联系人' }, priority: 4, limit: 1 }),
  defineNamespace({ id: 'openid', name: { en: 'Mini Program openid', zh: '小程序 openid' }, priority: 5, limit: 2 }),
  defineNamespace({ id: 'card', name: { en: 'Membership card', zh: '会员卡' }, priority: 6, limit: 2 }),
  defineNamespace({ id: 'email', name: { en: 'E-mail address', zh: '邮箱' }, priority: 7, limit: 3, blocked: ['none@example.com'] }),
  defineNamespace({ id: 'anonymous_id', name: { en: 'Device', zh: '设备' }, priority: 8, limit: 50 }),
];

export const purposes: readonly PurposeDefinition[] = [
  definePurpose({ id: 'promotions', name: { en: 'Offers and news', zh: '优惠与新品' }, basis: 'opt_in' }),
  definePurpose({ id: 'care', name: { en: 'Care after a purchase', zh: '购后关怀' }, basis: 'opt_out' }),
];

export const policy: PolicyDefinition = definePolicy({
  quietHours: { from: '22:00', to: '08:00', classes: ['marketing'] },
  caps: [
    { id: 'marketing_per_day', max: 1, per: { this: 'day' }, classes: ['marketing'] },
    { id: 'marketing_per_7d', max: 3, per: '7d', classes: ['marketing'] },
    { id: 'marketing_per_month', max: 8, per: { this: 'month' }, classes: ['marketing'] },
    { id: 'service_per_24h', max: 2, per: '24h', classes: ['service'] },
  ],
  globalControl: 0.05,
  sensitiveWords: advertisingWords(),
});
