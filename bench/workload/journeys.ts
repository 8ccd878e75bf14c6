/** Journeys with waits, branches and sends: some answer an event at once, some wait seconds to days, some follow a segment. */
import {
  all,
  branch,
  bucket,
  defineJourney,
  defineTemplate,
  type JourneyDefinition,
  type JourneyInput,
  occurs,
  onEvent,
  onSegment,
  property,
  send,
  type TemplateDefinition,
  tag,
  trait,
  wait,
} from '../../src/define/index.ts';
import { CATEGORIES } from './calls.ts';

const offer = (template: string) => send({ channel: 'capture', template, purpose: 'offers' });
const service = (template: string) => send({ channel: 'capture', template, purpose: 'care', messageClass: 'service' });

export const templates: readonly TemplateDefinition[] = ['thanks', 'cart', 'search', 'back', 'joined'].map((id) =>
  defineTemplate({
    id,
    name: both(id),
    subject: 'Hello {{ trait.tier | default: "friend" }}',
    body: 'About {{ event.category | default: "our shop" }}: you came {{ trait.rule_0 }} times. {% if trait.country == "CN" %}你好{% endif %}',
  }),
);

export function journeysOf(count: number): readonly JourneyDefinition[] {
  return Array.from({ length: count }, (_, index) =>
    defineJourney({ id: `journey_${index}`, name: both(`Journey ${index}`), stage: 'repurchase', ...KINDS[index % KINDS.length]!(index) }),
  );
}

/**
 * The same kinds, each journey for its own share of what is bought and looked at: an event enters as many of them whether there are 20 or 200, as in a shop whose
 * journeys are for lines of goods, stores or occasions. `count` is a multiple of 5.
 */
export function narrowJourneysOf(count: number): readonly JourneyDefinition[] {
  const bands = count / KINDS.length;
  return journeysOf(count).map((journey, index) => {
    const band = Math.floor(index / KINDS.length);
    const [from, to] = [(VALUE_END / bands) * band, (VALUE_END / bands) * (band + 1) - 0.01];
    const { trigger } = journey;
    if (trigger.type !== 'event')
      return defineJourney({ ...journey, when: bucket('line').between((100 / bands) * band, (100 / bands) * (band + 1) - 0.0001) });
    return { ...journey, trigger: onEvent(trigger.event, { where: property('value').between(from, to) }) };
  });
}

/** Every value of an event is below. */
const VALUE_END = 400;

/** Waits a day, then sends: whoever joined is acted on by time alone. */
export function joinedJourney(joined: string): JourneyDefinition {
  return defineJourney({
    id: 'joined',
    name: both('Joined'),
    stage: 'activate',
    trigger: onEvent(joined, { maxAge: '2h' }),
    reentry: 'once',
    steps: [wait('1d'), service('joined')],
  });
}

type Kind = (index: number) => Omit<JourneyInput, 'id' | 'name' | 'stage'>;

/** The kinds take turns; the number of a journey says in which categories it is interested. */
const KINDS: readonly Kind[] = [
  (index) => ({
    trigger: onEvent('Order Completed', { where: ofCategories(index, 2) }),
    reentry: { after: '1m' },
    steps: [service('thanks'), wait('20s'), branch({ when: tag('tag_1'), then: [offer('back')] })],
  }),
  (index) => ({
    trigger: onEvent('Checkout Started', { where: ofCategories(index, 2) }),
    reentry: { after: '1d' },
    exits: [occurs('Order Completed')],
    steps: [wait('30s'), branch({ when: trait('rule_1').present(), then: [service('cart')], otherwise: [offer('cart')] })],
  }),
  (index) => ({
    trigger: onEvent('Product Added', { where: ofCategories(index, 1) }),
    reentry: { after: '1d' },
    goal: occurs('Order Completed'),
    holdout: 0.1,
    steps: [wait('4h'), branch({ when: tag('tag_2'), then: [offer('cart')], otherwise: [wait('1d'), offer('back')] })],
  }),
  (index) => ({
    trigger: onSegment(`windowed_${index % 20}`),
    reentry: { after: '7d' },
    holdout: 0.1,
    steps: [offer('back'), wait('3d'), offer('back')],
  }),
  (index) => ({
    trigger: onEvent('Products Searched', { where: all(ofCategories(index, 1), property('value').atLeast(300)) }),
    reentry: { after: '10m' },
    when: trait('rule_0').atLeast(3),
    steps: [offer('search'), wait('15s')],
  }),
];

function ofCategories(start: number, count: number) {
  return property('category').oneOf(...Array.from({ length: count }, (_, offset) => CATEGORIES[(start + offset) % CATEGORIES.length]!));
}

function both(text: string): { en: string; zh: string } {
  return { en: text, zh: text };
}
