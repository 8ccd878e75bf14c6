/** The options with every default filled in, and the few things that traits and tags are built with. */
import {
  all,
  type Condition,
  type ConditionInput,
  defineTag,
  type EventHistory,
  event,
  type PerformedOptions,
  type Rule,
  type TagDefinition,
  type Text,
} from '../../define/index.ts';
import {
  type Amounts,
  CATEGORIES,
  type Category,
  EVENTS,
  type EventRole,
  type Group,
  type Place,
  PROPERTIES,
  type PropertyRole,
  type Retail200Options,
  WORDS,
  type Words,
} from './options.ts';

/** Stands in names of what a project does not have. */
export const ABSENT = '⊘';

export interface Shop {
  readonly events: Readonly<Record<EventRole, string>>;
  readonly properties: Readonly<Record<PropertyRole, string>>;
  readonly words: Words;
  readonly amounts: Amounts;
  readonly categories: readonly Category[];
  readonly cities: readonly Place[];
  readonly languages: readonly Place[];
  readonly homeTimeZones: readonly string[];
  readonly currentVersion: string;
  readonly orderLines: boolean;
  /** The filter of orders, with more where asked; undefined when every order event counts. */
  readonly ordered: (more?: ConditionInput) => Condition | undefined;
  readonly owner: (group: Group) => string;
  readonly expiry: (group: Group) => string;
}

const OWNERS: Readonly<Record<Group, string>> = {
  stage: 'growth',
  value: 'crm',
  rfm: 'crm',
  price: 'merchandising',
  category: 'merchandising',
  channel: 'growth',
  daytime: 'growth',
  device: 'product',
  place: 'stores',
  loyalty: 'crm',
  service: 'service',
  community: 'community',
  risk: 'service',
  interest: 'merchandising',
};

/** Habits are forgotten sooner than what somebody is worth. */
const EXPIRIES: Readonly<Record<Group, string>> = {
  stage: '730d',
  value: '730d',
  rfm: '730d',
  price: '365d',
  category: '365d',
  channel: '365d',
  daytime: '365d',
  device: '365d',
  place: '730d',
  loyalty: '730d',
  service: '180d',
  community: '365d',
  risk: '365d',
  interest: '180d',
};

const LANGUAGES: readonly Place[] = [
  { id: 'chinese', value: 'zh', name: { en: 'Chinese', zh: '中文' } },
  { id: 'english', value: 'en', name: { en: 'English', zh: '英文' } },
];

const HOME_TIME_ZONES: readonly string[] = ['Asia/Shanghai', 'Asia/Chongqing', 'Asia/Urumqi', 'Asia/Hong_Kong', 'Asia/Macau'];

export function shopOf(options: Retail200Options): Shop {
  const { orderWhere, orderLines = false, owner, expiry } = options;
  return {
    events: named(EVENTS, options.events),
    properties: named(PROPERTIES, options.properties),
    words: { ...WORDS, ...options.words },
    amounts: amountsOf(options.amounts),
    categories: options.categories ?? CATEGORIES,
    cities: options.cities ?? [],
    languages: options.languages ?? LANGUAGES,
    homeTimeZones: options.homeTimeZones ?? HOME_TIME_ZONES,
    currentVersion: options.currentVersion ?? ABSENT,
    orderLines,
    ordered: (more) => both(orderWhere, more),
    owner: (group) => (typeof owner === 'string' ? owner : (owner?.[group] ?? OWNERS[group])),
    expiry: (group) => expiry ?? EXPIRIES[group],
  };
}

function named<K extends string>(
  defaults: Readonly<Record<K, string>>,
  given: Partial<Readonly<Record<K, string | false>>> = {},
): Readonly<Record<K, string>> {
  const entries = (Object.keys(defaults) as K[]).map((key) => {
    const name = given[key];
    return [key, name === false ? ABSENT : (name ?? defaults[key])] as const;
  });
  return Object.fromEntries(entries) as Record<K, string>;
}

function amountsOf({ typicalOrder = 300, ...given }: Partial<Amounts> = {}): Amounts {
  return {
    typicalOrder,
    smallOrder: typicalOrder / 2,
    largeOrder: typicalOrder * 2,
    hugeOrder: typicalOrder * 5,
    highPrice: typicalOrder,
    lowPrice: typicalOrder / 3,
    tiers: [typicalOrder, typicalOrder * 3, typicalOrder * 8, typicalOrder * 20],
    ...given,
  };
}

function both(first: ConditionInput | undefined, second: ConditionInput | undefined): Condition | undefined {
  if (first && second) return all(first, second);
  const one = first ?? second;
  return one && ('combinator' in one ? one : all(one));
}

/** What orders say, each question with the filter of orders in it. */
export interface OrderHistory {
  readonly performed: (options?: PerformedOptions) => Rule;
  readonly notPerformed: (options?: PerformedOptions) => Rule;
  readonly regularly: (options: Parameters<EventHistory['performedRegularly']>[0]) => Rule;
}

export function ordersOf(shop: Shop): OrderHistory {
  const history = event(shop.events.order);
  const filtered = <O extends { readonly where?: ConditionInput }>({ where, ...rest }: O): O => {
    const filter = shop.ordered(where);
    return { ...rest, ...(filter && { where: filter }) } as O;
  };
  return {
    performed: (options = {}) => history.performed(filtered(options)),
    notPerformed: (options = {}) => history.notPerformed(filtered(options)),
    regularly: (options) => history.performedRegularly(filtered(options)),
  };
}

/** Its filter as an option of a history rule: nothing when every order counts. */
export function orderFilter<K extends string>(shop: Shop, key: K, more?: ConditionInput): Partial<Record<K, Condition>> {
  const filter = shop.ordered(more);
  return (filter ? { [key]: filter } : {}) as Partial<Record<K, Condition>>;
}

/** Names and describes a tag: its id without the group, names, descriptions, rule. */
export type TagMaker = (
  words: readonly [id: string, name: string, zhName: string, description: string, zhDescription: string],
  rule: ConditionInput,
  more?: { readonly expiry?: string; readonly priority?: number; readonly contradicts?: readonly string[] },
) => TagDefinition;

export function tagsOf(shop: Shop, group: Group): TagMaker {
  return ([id, en, zh, description, zhDescription], rule, more = {}) =>
    defineTag({
      id: `${group}_${id}`,
      name: text(en, zh),
      description: text(description, zhDescription),
      owner: shop.owner(group),
      group,
      rule,
      expiry: shop.expiry(group),
      ...more,
    });
}

export function text(en: string, zh: string): Text {
  return { en, zh };
}

/** How a category, city or language stands in a value. */
export function wordOf({ id, value = id }: Category): string {
  return value;
}
