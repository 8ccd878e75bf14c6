/** What customers and advisors told the brand. */
import { defineTrait, type TraitDefinition } from 'volano';

export const declaredTraits: readonly TraitDefinition[] = [
  defineTrait({ id: 'name', name: { en: 'Name', zh: '姓名' }, type: 'string' }),
  defineTrait({ id: 'city', name: { en: 'City', zh: '城市' }, type: 'string' }),
  defineTrait({ id: 'birthday', name: { en: 'Birthday', zh: '生日' }, type: 'string' }),
  defineTrait({ id: 'locale', name: { en: 'Locale', zh: '语言' }, type: 'string' }),
  defineTrait({ id: 'timezone', name: { en: 'Time zone', zh: '时区' }, type: 'string' }),
  defineTrait({ id: 'phone', name: { en: 'Phone number', zh: '手机号' }, type: 'string' }),
  defineTrait({ id: 'email', name: { en: 'E-mail address', zh: '邮箱' }, type: 'string' }),
  defineTrait({ id: 'openid', name: { en: 'Mini Program openid', zh: '小程序 openid' }, type: 'string' }),
  defineTrait({ id: 'external_userid', name: { en: 'WeCom contact', zh: '企微外部联系人' }, type: 'string' }),
  defineTrait({ id: 'advisor', name: { en: 'Advisor', zh: '专属顾问' }, type: 'string' }),
];
