/** Follows one customer: what is known of them, what was concluded, which messages they got and what has become of each. Asks often while something is expected, else seldom. */
import { get } from './api.js';

const BUSY_EVERY_MS = 500;
const CALM_EVERY_MS = 3_000;
const BUSY_FOR_MS = 8_000;
const STEPS = 60;
const MESSAGES = 20;

/** @typedef {{ profile: any | undefined, steps: any[], messages: any[], states: any[] }} Seen */

/**
 * @param {{ anonymousId: () => string, onSeen: (seen: Seen) => void, onFailed: (error: unknown) => void, signal: AbortSignal }} options
 * @returns {{ expect: () => void }} `expect` is called when something is about to happen
 */
export function watchCustomer({ anonymousId, onSeen, onFailed, signal }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let busyUntil = 0;
  let asking = false;

  const ask = async () => {
    if (asking || signal.aborted) return;
    asking = true;
    clearTimeout(timer);
    const asked = anonymousId();
    const started = performance.now();
    try {
      const seen = await readCustomer(asked, signal);
      if (asked === anonymousId()) onSeen(seen);
    } catch (error) {
      if (!signal.aborted) onFailed(error);
    }
    asking = false;
    if (signal.aborted) return;
    const every = performance.now() < busyUntil ? BUSY_EVERY_MS : CALM_EVERY_MS;
    timer = setTimeout(ask, Math.max(every - (performance.now() - started), 0));
  };
  signal.addEventListener('abort', () => clearTimeout(timer));
  ask();
  return {
    expect() {
      busyUntil = performance.now() + BUSY_FOR_MS;
      clearTimeout(timer);
      // What was accepted is decided within milliseconds; asking a little later finds it at the first time.
      timer = setTimeout(ask, 120);
    },
  };
}

/**
 * @param {string} anonymousId
 * @param {AbortSignal} signal
 * @returns {Promise<Seen>}
 */
async function readCustomer(anonymousId, signal) {
  const device = new URLSearchParams({ namespace: 'anonymous_id', value: anonymousId });
  const { customers } = await get(`/v1/customers?${device}`, signal);
  const [profile] = customers;
  if (!profile) return { profile, steps: [], messages: [], states: [] };
  const whose = `customer=${encodeURIComponent(profile.customer)}`;
  const [{ steps }, { messages }, { messages: states }] = await Promise.all([
    get(`/v1/steps?${whose}&limit=${STEPS}`, signal),
    get(`/v1/outbox?${whose}&limit=${MESSAGES}`, signal),
    get(`/v1/messages?${whose}&limit=${MESSAGES}`, signal),
  ]);
  return { profile, steps, messages, states };
}

/** Place of a step in the engine's facts. @param {{ id: string }} step */
export function numberOf(step) {
  return Number(step.id.split('-')[1]);
}
