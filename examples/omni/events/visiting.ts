/** Who somebody is, what was agreed to, and where somebody came by: pages, app, stores, classes. */
import type { EventDefinition } from 'volano';
import { boolean, event, REQUIRED, seconds, storeId, string, time } from './parts.ts';

const APP = 'app team';
const STORES = 'store operations';
const MEMBERS = 'member care';
const PERSONAL = { dataClass: 'personal' } as const;
const LATE = '1d';
const lesson = {
  class_id: string('Number of the class', '课程编号', REQUIRED),
  topic: string('What it is about', '课程主题', REQUIRED),
  store_id: { ...storeId, ...REQUIRED },
};

export const visiting: readonly EventDefinition[] = [
  event('$identify', {
    owner: MEMBERS,
    name: ['Customer identified', '客户识别'],
    description: ['A source tells what it knows of a customer.', '数据源告知其所知的客户信息。'],
    traits: {
      name: string('Name', '姓名', PERSONAL),
      phone: string('Mobile number, beginning with +86', '手机号，以 +86 开头', { ...PERSONAL, pattern: '^\\+?[0-9]{6,15}$' }),
      email: string('E-mail address', '邮箱', { ...PERSONAL, pattern: '^[^@\\s]+@[^@\\s]+$' }),
      birthday: time('Birthday', '生日', PERSONAL),
      city: string('City', '城市'),
      locale: string('Language', '语言', { allowed: ['zh-CN', 'en-US'] }),
      timezone: string('Time zone', '时区'),
      openid: string('Id in the Mini Program', '小程序 openid', { dataClass: 'pseudonymous' }),
      external_userid: string('Id as a WeCom contact', '企微外部联系人 ID', { dataClass: 'pseudonymous' }),
      advisor: string('Advisor who looks after the customer', '负责的顾问'),
      declared_need: string('What the customer said they need', '客户声明的需求'),
      due_date: time('When a child is expected, as the customer told', '客户告知的预产期', { dataClass: 'sensitive' }),
      device: string('Device that is registered', '登记的设备'),
      replacement_due: time('When the device is due for replacement', '设备应置换的时间'),
    },
    lateAfter: LATE,
  }),
  event('$page', {
    owner: APP,
    name: ['Page viewed', '浏览页面'],
    description: ['A page of the web shop was opened.', '客户打开商城网页。'],
  }),
  event('Application Opened', {
    owner: APP,
    name: ['App opened', '打开应用'],
    description: ['The app or the Mini Program was opened.', '客户打开 App 或小程序。'],
    properties: { from_background: boolean('It had been in the background', '从后台返回', REQUIRED) },
  }),
  event('Content Viewed', {
    owner: APP,
    name: ['Content read', '阅读内容'],
    description: ['An article was read.', '客户阅读文章。'],
    properties: {
      content_id: string('Number of the article', '文章编号', REQUIRED),
      topic: string('What it is about', '主题', REQUIRED),
      dwell_seconds: seconds('How long it was read', '停留时长'),
    },
    lateAfter: LATE,
  }),
  event('Store Visited', {
    owner: STORES,
    name: ['Store visited', '到访门店'],
    description: ['The counter at the door told of a visit when it ended.', '客户离店时由门店客流设备上报。'],
    properties: { store_id: { ...storeId, ...REQUIRED }, dwell_seconds: seconds('How long the visit took', '店内停留时长') },
    lateAfter: LATE,
  }),
  event('Class Booked', {
    owner: STORES,
    name: ['Class booked', '预约课程'],
    description: ['A place in a class of a store was booked.', '客户预约门店课程。'],
    properties: lesson,
    lateAfter: LATE,
  }),
  event('Class Attended', {
    owner: STORES,
    name: ['Class attended', '参加课程'],
    description: ['Somebody was there when the class took place.', '客户到店参加课程。'],
    properties: lesson,
    lateAfter: LATE,
  }),
  event('Consent Preference Updated', {
    owner: 'privacy office',
    name: ['Consent changed', '更新授权同意'],
    description: ['Somebody gave or withdrew consent; the call’s context says for what.', '客户授予或撤回同意；具体目的见事件上下文。'],
    lateAfter: LATE,
  }),
];
