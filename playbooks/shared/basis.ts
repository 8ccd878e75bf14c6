/** What a project has before it takes any playbook: for trying playbooks one by one and all together. */
import { type Definition, defineChannel, defineProject, definePurpose, defineTrait, defineWorkspace, type Project } from 'volano';
import { overridden, type Playbook, united } from 'volano/library';
import { house } from '../house.ts';

const basis: readonly Definition[] = [
  defineWorkspace({
    id: 'playbooks',
    name: { en: 'Playbooks', zh: '剧本' },
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
    seed: 'playbooks',
  }),
  definePurpose({ id: 'offers', name: { en: 'Offers and news', zh: '优惠与新品' }, basis: 'opt_in' }),
  definePurpose({ id: 'care', name: { en: 'Care after a purchase', zh: '购后关怀' }, basis: 'opt_out' }),
  defineTrait({ id: 'email', name: { en: 'E-mail address', zh: '邮箱' }, type: 'string' }),
  defineTrait({ id: 'phone', name: { en: 'Phone number', zh: '手机号' }, type: 'string' }),
  defineChannel({
    id: 'email',
    type: 'email',
    name: { en: 'E-mail', zh: '邮件' },
    from: { name: 'Shop', address: 'hello@shop.example.com' },
  }),
  defineChannel({ id: 'sms', type: 'sms', name: { en: 'SMS', zh: '短信' }, signature: 'Shop' }),
  defineChannel({ id: 'inbox', type: 'in_app', name: { en: 'Inbox in app and shop', zh: '应用内消息' } }),
];

/** A project that has these playbooks and nothing else. */
export function projectOf(playbooks: readonly Playbook[]): Project {
  return defineProject(overridden<Definition>(united(house, playbooks), ...basis));
}
