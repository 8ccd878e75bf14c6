/** Be the customer: a shop to tap in, the phone that is written to, and what goes on between. */
import { ApiError, follow, followLink, get, unsubscribe } from './api.js';
import { createDecided, refusalIn } from './decided.js';
import { fill, h } from './element.js';
import { goesOutside, inAppNote, openInbox, outsideNote, outsideText } from './elsewhere.js';
import { createKnown } from './known.js';
import { nameOf } from './names.js';
import { createPhone } from './phone.js';
import { createShop } from './shop.js';
import { empty, failed, loading } from './states.js';
import { createStopwatch } from './stopwatch.js';
import { percent, short, t } from './text.js';
import { timeTraits } from './time-traits.js';
import { openVisitor } from './visitor.js';
import { numberOf, watchCustomer } from './watch.js';

/** Whoever was refused something may still get something else: so long until the watch says so. */
const REFUSED_AFTER_MS = 1_500;

/** @typedef {{ signal: AbortSignal, onRefused: (error: unknown) => boolean, onState: (state: string) => void, onConnection: (state: 'connecting' | 'live' | 'lost') => void }} Context */

/** @param {Context} context */
export function tryPage(context) {
  const place = h('div', { class: 'try-stage' }, loading());
  const load = async () => {
    try {
      const { definitions } = await get('/v1/releases/current', context.signal);
      fill(
        place,
        ...stage(
          definitions.map((/** @type {any} */ released) => released.definition),
          context,
        ),
      );
    } catch (error) {
      if (context.signal.aborted || context.onRefused(error)) return;
      const none = error instanceof ApiError && error.code === 'VOLANO_RESOURCE_UNKNOWN';
      fill(place, none ? empty(t('try.noRelease'), t('try.noReleaseHint')) : failed(error, load));
    }
  };
  load();
  return h(
    'div',
    { class: 'try' },
    h(
      'div',
      { class: 'try-head' },
      h('div', {}, h('h1', {}, t('try.title')), h('p', { class: 'explain' }, t('try.explain'))),
      strip(context),
    ),
    place,
  );
}

/**
 * @param {any[]} definitions of the running release
 * @param {Context} context
 */
function stage(definitions, { signal, onRefused }) {
  const visitor = openVisitor();
  const stopwatch = createStopwatch();
  const decided = createDecided();
  const known = createKnown({ times: timeTraits(definitions) });
  const memory = { message: 0, step: 0, newestMessage: 0, newestStep: 0, tapAt: 0, states: new Map(), before: new Set() };
  const channels = definitions.filter(({ kind }) => kind === 'channel');
  const channelTypes = new Map(channels.map(({ id, type }) => [id, type]));
  const hasInbox = channels.some(({ type }) => type === 'in_app');
  /** @type {ReturnType<typeof openInbox> | undefined} */
  let inbox;
  /** @type {readonly any[]} */
  let inAppItems = [];
  const phone = createPhone({
    onUnsubscribe: ({ content }) => act({ name: t('action.unsubscribe'), act: () => unsubscribe(content.unsubscribeUrl) }),
    onFollow: ({ address, name }) => act({ name: t('action.followNamed', { name }), act: () => followLink(address) }),
  });
  const shop = createShop({ visitor, purposes: definitions.filter(({ kind }) => kind === 'purpose'), onAction: act, onRenew: renew });
  const watch = watchCustomer({
    anonymousId: () => visitor.state.anonymousId,
    signal,
    onFailed: (error) => onRefused(error),
    onSeen: (seen) => show(seen).catch(() => undefined),
  });

  /** @param {{ name: string, act: () => Promise<void> }} action */
  async function act({ name, act: perform }) {
    memory.message = memory.newestMessage;
    memory.step = memory.newestStep;
    memory.before = new Set(memory.states.keys());
    memory.tapAt = performance.now();
    known.mark();
    decided.clear();
    stopwatch.start(name);
    try {
      await perform();
      watch.expect();
    } catch (error) {
      if (!onRefused(error)) stopwatch.fail(error instanceof ApiError ? error.message : t('error.unreachable'));
    }
  }

  function renew() {
    visitor.renew();
    Object.assign(memory, { message: 0, step: 0, newestMessage: 0, newestStep: 0, states: new Map(), before: new Set() });
    closeInbox();
    phone.clear();
    decided.clear();
    known.update(undefined);
    known.mark();
    shop.update(undefined);
    stopwatch.reset();
  }

  /** The customer's own inbox, as soon as there is a customer. @param {string} customer */
  function followInbox(customer) {
    if (!hasInbox || inbox) return;
    const mine = openInbox({
      anonymousId: visitor.state.anonymousId,
      onMessages: (items) => {
        if (mine !== inbox) return;
        inAppItems = items;
        showInApp(customer);
      },
    });
    inbox = mine;
  }

  function closeInbox() {
    inbox?.close();
    inbox = undefined;
    inAppItems = [];
  }
  signal.addEventListener('abort', closeInbox);

  /** @param {string} customer */
  function showInApp(customer) {
    const taps = {
      onOpen: (/** @type {any} */ item) => act({ name: t('action.read'), act: () => inbox?.open(item.id) ?? Promise.resolve() }),
      onClick: (/** @type {any} */ item) => act({ name: t('action.follow'), act: () => inbox?.click(item.id) ?? Promise.resolve() }),
    };
    for (const item of [...inAppItems].reverse())
      phone.put(item.id, inAppNote(item, { customer, state: memory.states.get(item.id), ...taps }));
  }

  /** Messages that are not captured: their receipts say how far they are. @param {string} customer @param {any[]} states newest first */
  function showOutside(customer, states) {
    for (const state of [...states].reverse()) {
      memory.states.set(state.message, state);
      if (goesOutside(state)) phone.put(state.message, outsideNote(state, { customer, type: channelTypes.get(state.channel) }));
      if (state.carrier !== 'capture' && !memory.before.has(state.message)) time(state);
    }
    showInApp(customer);
  }

  /** @param {any} state of a message that came after the tap */
  function time(state) {
    if (!stopwatch.running || state.receivedAt <= 0) return;
    if (state.status === 'sent') stopwatch.stop(state);
    else if (state.status === 'waiting') stopwatch.wait(nameOf('channel', state.channel));
    else stopwatch.fail(outsideText(state));
  }

  /** @param {import('./watch.js').Seen} seen */
  async function show({ profile, steps, messages, states }) {
    const asked = visitor.state.anonymousId;
    if (profile) followInbox(profile.customer);
    shop.update(profile);
    known.update(profile);
    memory.newestStep = Math.max(memory.newestStep, ...steps.map(numberOf));
    const since = steps.filter((step) => numberOf(step) > memory.step);
    const fresh = messages.filter(({ number }) => number > memory.newestMessage).reverse();
    for (const { message, number } of fresh) {
      memory.newestMessage = Math.max(memory.newestMessage, number);
      const detail = await get(`/v1/outbox/${encodeURIComponent(message)}`, signal);
      if (asked !== visitor.state.anonymousId) return;
      phone.add(detail);
      if (stopwatch.running && detail.command.receivedAt > 0 && number > memory.message)
        stopwatch.stop({ receivedAt: detail.command.receivedAt, decidedAt: detail.decidedAt, dispatchedAt: detail.capturedAt });
    }
    if (profile) showOutside(profile.customer, states);
    if (memory.tapAt > 0) decided.update(since, profile);
    const refusal = refusalIn(since, profile);
    if (refusal && performance.now() - memory.tapAt > REFUSED_AFTER_MS) stopwatch.refuse(refusal);
  }

  return [
    shop.element,
    h('div', { class: 'middle' }, phone.element),
    h('div', { class: 'between' }, stopwatch.element, decided.element, known.element),
  ];
}

/** The others, whose life goes on meanwhile. @param {Context} context */
function strip({ signal, onState, onConnection, onRefused }) {
  const figures = ['customers', 'events', 'messages', 'within'].map((name) => ({ name, dd: h('dd', {}, '–') }));
  const dd = (/** @type {string} */ name) => /** @type {any} */ (figures.find((figure) => figure.name === name)).dd;
  follow('/v1/live', {
    signal,
    onState: onConnection,
    onRefused,
    onUpdate({ counters, health }) {
      onState(health.status);
      fill(dd('customers'), short(counters.customers));
      fill(dd('events'), short(counters.door.accepted));
      fill(dd('messages'), short(counters.delivery.sent));
      fill(dd('within'), counters.latency.withinPromise === undefined ? '–' : percent(counters.latency.withinPromise));
    },
  });
  return h(
    'dl',
    { class: 'strip', 'aria-label': t('strip.title') },
    ...figures.map(({ name, dd: value }) => h('div', {}, h('dt', {}, t(`strip.${name}`)), value)),
  );
}
