/** Ways to reach the wholesaler's customers. The data names no addresses, so in a replay everything goes to the portal or on paper. */
import { type ChannelDefinition, defineChannel } from 'volano';

export const channels: readonly ChannelDefinition[] = [
  defineChannel({
    id: 'email',
    type: 'email',
    name: { en: 'E-mail', zh: '邮件' },
    from: { name: 'Gifts & Co', address: 'orders@gifts.example.com' },
  }),
  defineChannel({ id: 'portal', type: 'in_app', name: { en: 'Customer portal', zh: '客户门户' } }),
  defineChannel({ id: 'letter', type: 'webhook', name: { en: 'Letter by the print shop', zh: '纸质信函' }, rate: { max: 50, per: '1s' } }),
];
