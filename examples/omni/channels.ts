/** Ways to reach the brand's customers. Where nothing is configured in an installation, all of them are captured. */
import { type ChannelDefinition, defineChannel } from 'volano';

export const channels: readonly ChannelDefinition[] = [
  defineChannel({
    id: 'email',
    type: 'email',
    name: { en: 'E-mail', zh: '邮件' },
    from: { name: 'Omni', address: 'hello@omni.example.com' },
    replyTo: 'service@omni.example.com',
    rate: { max: 200, per: '1s' },
  }),
  defineChannel({
    id: 'sms',
    type: 'sms',
    name: { en: 'SMS', zh: '短信' },
    signature: 'Omni',
    optOut: { en: 'Reply R to opt out', zh: '拒收请回复R' },
    rate: { max: 100, per: '1s' },
  }),
  defineChannel({ id: 'app', type: 'in_app', name: { en: 'Inbox in app and shop', zh: '应用内消息' } }),
  defineChannel({ id: 'advisor', type: 'wecom_task', name: { en: 'Task for the advisor', zh: '顾问企微任务' } }),
  defineChannel({ id: 'mini_program', type: 'mp_subscription', name: { en: 'Mini Program subscription message', zh: '小程序订阅消息' } }),
];
