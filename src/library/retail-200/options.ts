/** What a project can say about itself to retail-200: its events, properties, amounts and categories, and what it takes. */
import type { ConditionInput, Text } from '../../define/index.ts';

/** Groups of the library. The ids of their tags begin with the group's id. */
export const GROUPS = [
  'stage',
  'value',
  'rfm',
  'price',
  'category',
  'channel',
  'daytime',
  'device',
  'place',
  'loyalty',
  'service',
  'community',
  'risk',
  'interest',
] as const;

/** A group of tags. */
export type Group = (typeof GROUPS)[number];

/** Names of the events that the library reads. */
export const EVENTS = {
  order: 'Order Completed',
  refund: 'Order Refunded',
  cancel: 'Order Cancelled',
  view: 'Product Viewed',
  search: 'Products Searched',
  add: 'Product Added',
  checkout: 'Checkout Started',
  wish: 'Product Added to Wishlist',
  review: 'Product Reviewed',
  share: 'Product Shared',
  page: '$page',
  content: 'Content Viewed',
  open: 'Application Opened',
  joined: 'Membership Joined',
  pointsEarned: 'Points Earned',
  pointsSpent: 'Points Redeemed',
  storeLeft: 'Store Checked Out',
  classAttended: 'Class Attended',
  contact: 'WeCom Contact Added',
  chat: 'Live Chat Message Received',
  caseOpened: 'Service Case Opened',
  caseClosed: 'Service Case Closed',
  survey: 'Survey Answered',
  consent: 'Consent Preference Updated',
  communityJoined: 'Community Joined',
  post: 'Community Post Created',
  comment: 'Community Comment Created',
  vote: 'Community Vote Cast',
  submission: 'Contest Entry Submitted',
  referral: 'Referral Completed',
  device: 'Device Registered',
  emailOpened: 'Email Opened',
  emailClicked: 'Email Link Clicked',
  unsubscribed: 'Unsubscribed',
} as const;

/** What an event is for, whatever its name. */
export type EventRole = keyof typeof EVENTS;

/** Paths of the properties that the library reads, of whatever event carries them. */
export const PROPERTIES = {
  orderId: 'order_id',
  /** Of an order, or of a line where each line is an event. */
  revenue: 'revenue',
  /** Of a whole order. */
  orderTotal: 'revenue',
  discount: 'discount',
  coupon: 'coupon',
  quantity: 'products[].quantity',
  boughtCategory: 'products[].category',
  boughtPrice: 'products[].price',
  refundTotal: 'total',
  refundCategory: 'products[].category',
  channel: 'channel',
  store: 'store_id',
  category: 'category',
  price: 'price',
  isNew: 'is_new',
  product: 'product_id',
  query: 'query',
  cartValue: 'cart_value',
  checkoutValue: 'value',
  rating: 'rating',
  /** Hour 0 to 23 and day of the week 1 (Monday) to 7 on the customer's clock: of the zone that the event's context names, else the workspace's. */
  hour: '$local_time.hour',
  weekday: '$local_time.weekday',
  /** Of an opening of the app. */
  platform: '$context.device.type',
  version: '$context.app.version',
  dwell: 'dwell_seconds',
  topic: 'topic',
  sentiment: 'sentiment',
  kind: 'kind',
  score: 'score',
  points: 'points',
} as const;

/** What a property is for, whatever its path. */
export type PropertyRole = keyof typeof PROPERTIES;

/** Words that properties of the project use. */
export interface Words {
  /** Channel of orders and visits: in stores, on the web, in the app, in the Mini Program, by an advisor. */
  readonly store: string;
  readonly web: string;
  readonly app: string;
  readonly miniProgram: string;
  readonly advisor: string;
  /** Platform of an app's opening. */
  readonly ios: string;
  readonly android: string;
  /** Topics of chats and surveys. */
  readonly advice: string;
  readonly delivery: string;
  readonly refund: string;
  readonly gift: string;
  readonly nps: string;
  readonly csat: string;
  /** Kinds of service cases that concern health. */
  readonly allergy: string;
  /** Searches that tell of a present to be given. */
  readonly giftWords: readonly string[];
}

export const WORDS: Words = {
  store: 'store',
  web: 'web',
  app: 'app',
  miniProgram: 'mini_program',
  advisor: 'wecom',
  ios: 'ios',
  android: 'android',
  advice: 'advice',
  delivery: 'delivery',
  refund: 'refund',
  gift: 'gift',
  nps: 'nps',
  csat: 'after_sales',
  allergy: 'allergy',
  giftWords: ['gift', '礼盒'],
};

/** One category: its id in tags, the value that events carry, its name. */
export interface Category {
  /** Lower snake case, at most 40. */
  readonly id: string;
  /** Default: the id. */
  readonly value?: string;
  readonly name: Text;
}

/** A country, city or language for which there is a tag of its own. */
export type Place = Category;

export const CATEGORIES: readonly Category[] = [
  { id: 'beauty', name: { en: 'beauty', zh: '美妆' } },
  { id: 'fashion', name: { en: 'fashion', zh: '服饰' } },
  { id: 'home', name: { en: 'home', zh: '家居' } },
  { id: 'food', name: { en: 'food', zh: '食品' } },
  { id: 'baby', name: { en: 'mother and baby', zh: '母婴' } },
  { id: 'sports', name: { en: 'sports', zh: '运动' } },
  { id: 'electronics', name: { en: 'electronics', zh: '数码' } },
  { id: 'gift', name: { en: 'gifts', zh: '礼品' } },
];

/** Amounts in the workspace's currency. All but the first follow from it unless they are given. */
export interface Amounts {
  /** What an ordinary order is worth. */
  readonly typicalOrder: number;
  readonly smallOrder: number;
  readonly largeOrder: number;
  readonly hugeOrder: number;
  /** Price from which, and up to which, a product is dear and cheap. */
  readonly highPrice: number;
  readonly lowPrice: number;
  /** Value after refunds: edges of five tiers. */
  readonly tiers: readonly [number, number, number, number];
}

/** Everything has a default; whatever is given replaces it. */
export interface Retail200Options {
  /** Groups of tags to take; default: all. */
  readonly only?: readonly Group[];
  /** Groups, or ids of single tags, to leave out. */
  readonly except?: readonly string[];
  /** Names of the project's events; false: there is no such event, and tags that need it are left out. */
  readonly events?: Partial<Readonly<Record<EventRole, string | false>>>;
  /** Paths of the project's properties; false: there is no such property. */
  readonly properties?: Partial<Readonly<Record<PropertyRole, string | false>>>;
  readonly words?: Partial<Words>;
  /** Which order events count. */
  readonly orderWhere?: ConditionInput;
  /** Each line of an order is an event of its own: orders are counted by their id. */
  readonly orderLines?: boolean;
  readonly categories?: readonly Category[];
  /** Cities (declared trait `city`) and languages (declared trait `locale`) with tags of their own. Default: none, and Chinese and English. */
  readonly cities?: readonly Place[];
  readonly languages?: readonly Place[];
  /** Time zones in which customers are at home (declared trait `timezone`). Default: those of China. */
  readonly homeTimeZones?: readonly string[];
  /** Version of the app from which on it is current; without one there are no tags on versions. */
  readonly currentVersion?: string;
  readonly amounts?: Partial<Amounts>;
  /** Owner of all tags, or by group. */
  readonly owner?: string | Partial<Readonly<Record<Group, string>>>;
  /** Instead of the groups' own: how long after the last event that touched it a tag is dropped. */
  readonly expiry?: string;
}
