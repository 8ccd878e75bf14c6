/** A small shop. Each tap is one call through the real door. */
import { fill, h } from './element.js';
import { nameOf } from './names.js';
import { picture } from './pictures.js';
import { money, t } from './text.js';
import { PEOPLE } from './visitor.js';

const PRODUCTS = /** @type {const} */ ([
  { id: 'serum', sku: 'SER-CAM', category: 'serum', price: 299 },
  { id: 'cream', sku: 'CRE-OSM', category: 'cream', price: 284 },
  { id: 'baby', sku: 'BAB-OIL', category: 'baby', price: 128 },
  { id: 'home', sku: 'HOM-CED', category: 'home', price: 258 },
  { id: 'class', sku: 'CLA-DIM', category: 'class', price: 180 },
  { id: 'gift', sku: 'GIF-TEA', category: 'gift', price: 539 },
]);

/** @typedef {{ name: string, act: () => Promise<void> }} Action */

/**
 * @param {{ visitor: ReturnType<typeof import('./visitor.js').openVisitor>, purposes: any[], onAction: (action: Action) => void, onRenew: () => void }} options
 */
export function createShop({ visitor, purposes, onAction, onRenew }) {
  const who = h('div', { class: 'who' });
  const cart = h('div', { class: 'cart' });
  const choices = h('ul', { class: 'choices' });
  /** @type {any} */
  let profile;

  const run = (/** @type {string} */ name, /** @type {() => Promise<void>} */ act) => {
    onAction({
      name,
      act: async () => {
        await act();
        visitor.save();
        draw();
      },
    });
  };
  const draw = () => {
    fill(who, ...whoParts(visitor, { run, onRenew }));
    fill(cart, ...cartParts(visitor, run));
    fill(choices, ...purposes.map((purpose) => choice(purpose, profile, visitor, run)));
  };
  draw();
  const element = h(
    'section',
    { class: 'card shop', 'aria-labelledby': 'shop-title' },
    h('div', { class: 'shop-head' }, h('h2', { id: 'shop-title' }, t('try.shop')), who),
    h('ul', { class: 'products' }, ...PRODUCTS.map((product) => productCard(product, visitor, run))),
    cart,
    h('h3', {}, t('try.service')),
    h('div', { class: 'taps' }, ...chatButtons(visitor, run)),
    h('h3', {}, t('try.choices')),
    choices,
  );
  return {
    element,
    /** @param {any} next */
    update(next) {
      const before = JSON.stringify(profile?.consent);
      profile = next;
      if (JSON.stringify(profile?.consent) !== before) draw();
    },
  };
}

/** @param {any} visitor @param {{ run: any, onRenew: () => void }} actions */
function whoParts({ state, signIn }, { run, onRenew }) {
  const person = state.person ? t(`person.${state.person}`) : undefined;
  const select = h(
    'select',
    {
      'aria-label': t('try.signIn'),
      onchange: (/** @type {any} */ event) => {
        const id = event.target.value;
        run(t('action.signIn', { name: t(`person.${id}`) }), () => signIn(id, t(`person.${id}`)));
      },
    },
    h('option', { value: '', disabled: true, selected: true }, t('try.signIn')),
    ...PEOPLE.map(({ id }) => h('option', { value: id }, t(`person.${id}`))),
  );
  return [
    h('span', { class: 'avatar', 'aria-hidden': 'true' }, person ? ([...person][0] ?? '') : '?'),
    h('span', { class: 'who-name' }, person ?? t('try.visitor')),
    person ? null : select,
    h('button', { type: 'button', class: 'quiet-button', onclick: onRenew }, t('try.renew')),
  ];
}

/** @param {(typeof PRODUCTS)[number]} product @param {any} visitor @param {any} run */
function productCard(product, visitor, run) {
  const name = t(`product.${product.id}`);
  const properties = () => propertiesOf(product);
  return h(
    'li',
    { class: 'product' },
    h(
      'button',
      {
        type: 'button',
        class: 'look',
        onclick: () => run(t('action.look', { name }), () => visitor.track('Product Viewed', properties())),
      },
      picture(product.id),
      h('span', { class: 'visually-hidden' }, t('action.look', { name })),
    ),
    h('p', { class: 'product-name' }, name),
    h(
      'div',
      { class: 'product-foot' },
      h('span', { class: 'price' }, money(product.price)),
      h(
        'button',
        {
          type: 'button',
          class: 'button add',
          'aria-label': t('action.add', { name }),
          onclick: () =>
            run(t('action.add', { name }), async () => {
              visitor.state.cart.push(product.id);
              await visitor.track('Product Added', { cart_id: cartId(visitor), ...properties() });
            }),
        },
        '+',
      ),
    ),
  );
}

/** @param {any} visitor @param {any} run */
function cartParts(visitor, run) {
  const items = /** @type {{ id: string, sku: string, category: string, price: number }[]} */ (inCart(visitor));
  const total = items.reduce((sum, { price }) => sum + price, 0);
  const last = visitor.state.orders.at(-1);
  const bought = { cart_id: cartId(visitor), value: total, currency: 'CNY', items: items.length };
  const order = async () => {
    const id = `visit-${visitor.state.anonymousId.slice(0, 6)}-${visitor.state.orders.length + 1}`;
    const products = items.map(propertiesOf);
    await visitor.track('Order Completed', {
      order_id: id,
      revenue: total,
      discount: 0,
      currency: 'CNY',
      period: month(),
      affiliation: 'showroom',
      products,
    });
    visitor.state.orders.push({ id, total });
    visitor.state.cart = [];
  };
  const refund = async () => {
    await visitor.track('Order Refunded', { order_id: last.id, total: last.total, whole: true, currency: 'CNY' });
    visitor.state.orders.pop();
  };
  const button = (/** @type {string} */ name, /** @type {() => Promise<void>} */ act, { enabled = true, primary = false } = {}) =>
    h(
      'button',
      { type: 'button', class: primary ? 'button primary' : 'button', disabled: !enabled, onclick: () => run(t(`action.${name}`), act) },
      t(`action.${name}`),
    );
  return [
    h('p', { class: 'cart-line' }, items.length > 0 ? t('try.cart', { count: items.length, total: money(total) }) : t('try.cartEmpty')),
    h(
      'div',
      { class: 'taps' },
      button('checkout', () => visitor.track('Checkout Started', bought), { enabled: items.length > 0 }),
      button('order', order, { enabled: items.length > 0, primary: true }),
      button('refund', refund, { enabled: last !== undefined }),
    ),
  ];
}

/** @param {any} visitor @param {any} run */
function chatButtons(visitor, run) {
  return [
    ['ask', { topic: 'advice', sentiment: 70 }],
    ['complain', { topic: 'delivery', sentiment: 20 }],
  ].map(([name, properties]) =>
    h(
      'button',
      {
        type: 'button',
        class: 'button',
        onclick: () => run(t(`action.${name}`), () => visitor.track('Live Chat Message Received', properties)),
      },
      t(`action.${name}`),
    ),
  );
}

/** @param {any} purpose @param {any} profile @param {any} visitor @param {any} run */
function choice({ id, basis }, profile, visitor, run) {
  const given = profile?.consent.find((/** @type {any} */ one) => one.purpose === id);
  const allowed = given ? given.granted : basis === 'opt_out';
  const said = given
    ? t(given.granted ? 'customer.granted' : 'customer.withdrawn')
    : t(basis === 'opt_out' ? 'try.untilWithdrawn' : 'try.notAsked');
  const name = nameOf('purpose', id);
  return h(
    'li',
    {},
    h('button', {
      type: 'button',
      class: 'switch',
      role: 'switch',
      'aria-checked': String(allowed),
      'aria-label': name,
      onclick: () => run(t(allowed ? 'action.withdraw' : 'action.grant', { name }), () => visitor.choose(id, !allowed)),
    }),
    h('span', {}, name, h('span', { class: 'sub' }, ` · ${said}`)),
  );
}

/** @param {{ id: string, sku: string, category: string, price: number }} product */
function propertiesOf({ id, sku, category, price }) {
  return { product_id: `visit-${id}`, sku, category, name: t(`product.${id}`), price, quantity: 1 };
}

/** @param {any} visitor */
function inCart({ state }) {
  return state.cart.flatMap((/** @type {string} */ id) => PRODUCTS.filter((product) => product.id === id));
}

/** @param {any} visitor */
function cartId({ state }) {
  return `cart-${state.anonymousId.slice(0, 8)}`;
}

function month() {
  return new Date().toISOString().slice(0, 7);
}
