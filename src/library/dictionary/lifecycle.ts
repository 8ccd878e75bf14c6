/** Segment's mobile life-cycle and consent events, and what identify calls say of a person. */
import type { EventDefinition } from '../../define/index.ts';
import { boolean, event, string, time } from './parts.ts';

const version = { version: string('Version of the app', '应用版本'), build: string('Build of the app', '构建号') };
const referral = {
  from_background: boolean('It came back from the background', '从后台返回'),
  referring_application: string('App that opened it', '来源应用'),
  url: string('Address that opened it', '来源地址'),
};
const deepLink = { provider: string('Who made the link', '链接提供方'), url: string('The link', '链接地址') };

export const lifecycle: readonly EventDefinition[] = [
  event('Application Installed', ['Installed the app', '安装应用'], version),
  event('Application Opened', ['Opened the app', '打开应用'], { ...version, ...referral }),
  event('Application Backgrounded', ['The app went to the background', '应用进入后台']),
  event('Application Foregrounded', ['The app came to the front', '应用回到前台']),
  event('Application Updated', ['Updated the app', '更新应用'], {
    ...version,
    previous_version: string('Version before', '之前版本'),
    previous_build: string('Build before', '之前构建号'),
  }),
  event('Application Uninstalled', ['Removed the app', '卸载应用']),
  event('Application Crashed', ['The app crashed', '应用崩溃']),
  event('Install Attributed', ['It is known what led to the installation', '安装归因'], { provider: string('Who says so', '归因方') }),
  event('Deep Link Opened', ['Came through a deep link', '打开深度链接'], deepLink),
  event('Deep Link Clicked', ['Clicked on a deep link', '点击深度链接'], deepLink),
  event('Consent Preference Updated', ['Changed what is consented to', '更新同意偏好']),
  event('Segment Consent Preference Updated', ['The same, as Segment names it', '更新同意偏好（Segment 命名）']),
  event('$identify', ['Said who it is', '识别用户'], {
    email: string('E-mail address', '邮箱', { pattern: '^[^@\\s]+@[^@\\s]+$', dataClass: 'personal' }),
    phone: string('Telephone number', '手机号', { dataClass: 'personal' }),
    firstName: string('First name', '名', { dataClass: 'personal' }),
    lastName: string('Last name', '姓', { dataClass: 'personal' }),
    name: string('Whole name', '姓名', { dataClass: 'personal' }),
    gender: string('Gender', '性别', { dataClass: 'personal' }),
    birthday: time('Birthday', '生日', { dataClass: 'personal' }),
    createdAt: time('When the account was made', '注册时间'),
    'address.city': string('City', '城市', { dataClass: 'personal' }),
    'address.country': string('Country', '国家'),
    avatar: string('Address of a picture', '头像地址', { dataClass: 'personal' }),
  }),
];
