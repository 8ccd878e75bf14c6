/** A British online wholesaler of gifts (UCI Online Retail). Its customers never gave consent records, so its purposes are opt-out. */
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
import { PURCHASE, paid } from './paid.ts';

export const workspace: WorkspaceDefinition = defineWorkspace({
  id: 'retail',
  name: { en: 'Online Retail', zh: '英国礼品电商' },
  timeZone: 'UTC',
  currency: 'GBP',
  seed: 'retail-2011',
  purchase: { event: PURCHASE, where: paid(), order: 'invoice_no', revenue: 'revenue' },
});

export const namespaces: readonly NamespaceDefinition[] = [
  defineNamespace({ id: 'user_id', name: { en: 'Customer number', zh: '客户编号' }, priority: 1, limit: 1 }),
  defineNamespace({ id: 'anonymous_id', name: { en: 'Invoice of a guest', zh: '访客发票' }, priority: 2, limit: 5 }),
];

export const purposes: readonly PurposeDefinition[] = [
  definePurpose({ id: 'offers', name: { en: 'Offers', zh: '优惠' }, basis: 'opt_out' }),
  definePurpose({ id: 'care', name: { en: 'Care after a purchase', zh: '购后关怀' }, basis: 'opt_out' }),
];

export const policy: PolicyDefinition = definePolicy({
  quietHours: { from: '20:00', to: '08:00', classes: ['marketing', 'service'] },
  caps: [
    { id: 'marketing_per_week', max: 2, per: { this: 'week' }, classes: ['marketing'] },
    { id: 'marketing_per_30d', max: 4, per: '30d', classes: ['marketing'] },
    { id: 'service_per_day', max: 1, per: { this: 'day' }, classes: ['service'] },
  ],
  globalControl: 0.02,
  sensitiveWords: [
    {
      id: 'claims',
      severity: 'review',
      words: ['guaranteed', 'risk free', 'risk-free', 'best price', 'lowest price', 'cheapest'],
      except: ['guaranteed delivery'],
      note: {
        en: 'A claim has to be proved before it is made (CAP Code 3.7). Say the figure, or leave it out.',
        zh: '宣称须先有证明（英国 CAP 守则 3.7）。请写明数据，或删去。',
      },
    },
  ],
});
