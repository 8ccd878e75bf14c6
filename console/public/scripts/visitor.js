/** Who the reader is in the shop: a new device, later perhaps somebody by name. Its calls go through the same door as everybody's. */
import { get, post } from './api.js';
import { currentLanguage } from './text.js';

const STORE = 'volano.visitor';
/** Where its calls say that they come from: journeys may answer there at once. */
const CHANNEL = 'showroom';

/** People that a visitor can sign in as. The same account on another device is the same customer. */
export const PEOPLE = /** @type {const} */ ([
  { id: 'lin', phone: '+8613800138001', email: 'lin@visitor.example' },
  { id: 'emma', phone: '+8613800138002', email: 'emma@visitor.example' },
  { id: 'chen', phone: '+8613800138003', email: 'chen@visitor.example' },
]);

/** @typedef {{ anonymousId: string, introduced: boolean, person?: string, orders: { id: string, total: number }[], cart: string[] }} State */

/** @returns {State} */
function stored() {
  try {
    const state = JSON.parse(sessionStorage.getItem(STORE) ?? '');
    if (typeof state.anonymousId === 'string') return state;
  } catch {
    // Nothing stored, or not ours: a new visitor.
  }
  return fresh();
}

/** @returns {State} */
function fresh() {
  return { anonymousId: crypto.randomUUID(), introduced: false, orders: [], cart: [] };
}

/** The visitor of this tab. A reload keeps it. */
export function openVisitor() {
  let state = stored();
  /** @type {Promise<{ writeKey: string }> | undefined} */
  let key;

  /**
   * @param {'track' | 'identify'} type
   * @param {Record<string, any>} body
   */
  const call = async (type, body) => {
    key ??= get('/v1/write-key');
    const { writeKey } = await key.catch((error) => {
      key = undefined;
      throw error;
    });
    const { context, ...rest } = body;
    const who = { anonymousId: state.anonymousId, ...(state.person ? { userId: userIdOf(state.person) } : {}) };
    await post(`/v1/${type}`, { messageId: crypto.randomUUID(), ...who, ...rest, context: { locale: localeOf(), ...context } }, writeKey);
  };

  /** The first call of a device says which language it reads. */
  const introduce = async () => {
    if (state.introduced) return;
    state.introduced = true;
    await call('identify', { traits: languageTraits() });
    save();
  };

  const save = () => sessionStorage.setItem(STORE, JSON.stringify(state));

  return {
    get state() {
      return state;
    },
    save,
    /**
     * @param {string} event
     * @param {Record<string, any>} [properties]
     * @param {Record<string, any>} [context]
     */
    async track(event, properties = {}, context = {}) {
      await introduce();
      await call('track', { event, properties: { channel: CHANNEL, ...properties }, context });
    },
    /**
     * @param {string} id of the person
     * @param {string} name
     */
    async signIn(id, name) {
      const person = PEOPLE.find((one) => one.id === id);
      if (!person) return;
      state.person = id;
      state.introduced = true;
      save();
      const externals = [
        { type: 'phone', id: person.phone },
        { type: 'email', id: person.email },
      ].map((external) => ({ ...external, collection: 'users', encoding: 'none' }));
      const contacts = { phone: person.phone, email: person.email, openid: `openid-${id}`, external_userid: `contact-${id}` };
      const traits = { name, ...contacts, ...languageTraits() };
      await call('identify', { traits, context: { externalIds: externals } });
      await call('track', { event: 'Signed In', properties: { channel: CHANNEL, username: name } });
    },
    /** @param {string} purpose @param {boolean} granted */
    async choose(purpose, granted) {
      await introduce();
      const context = { consent: { categoryPreferences: { [purpose]: granted } } };
      await call('track', { event: 'Consent Preference Updated', properties: { channel: CHANNEL }, context });
    },
    renew() {
      state = fresh();
      save();
    },
  };
}

/** @param {string} person */
function userIdOf(person) {
  return `visitor-${person}`;
}

function languageTraits() {
  return { locale: localeOf(), timezone: 'Asia/Shanghai' };
}

function localeOf() {
  return currentLanguage() === 'zh' ? 'zh-CN' : 'en-US';
}
