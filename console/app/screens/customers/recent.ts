/** The customers that were looked at last, kept by this browser only. */

export interface Look {
  readonly customer: string;
  /** By what the customer is known, as the profile said at the time. */
  readonly label: string;
  /** ms. */
  readonly at: number;
}

const KEY = 'volano.customers.recent';
const MAX = 12;

/** Newest first. What cannot be read counts as nothing. */
export function recentLooks(store: Storage): readonly Look[] {
  try {
    const kept: unknown = JSON.parse(store.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isLook) : [];
  } catch {
    return [];
  }
}

export function keepLook(store: Storage, look: Look): void {
  const others = recentLooks(store).filter(({ customer }) => customer !== look.customer);
  store.setItem(KEY, JSON.stringify([look, ...others].slice(0, MAX)));
}

export function forgetLooks(store: Storage): void {
  store.removeItem(KEY);
}

function isLook(one: unknown): one is Look {
  const { customer, label, at } = (one ?? {}) as Partial<Look>;
  return typeof customer === 'string' && typeof label === 'string' && typeof at === 'number';
}
