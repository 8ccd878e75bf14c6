/** Asks core, with what is known of the customer by now, whether a decided message may still be handed over. Asked for every message. */
import type { StillGo } from '../act/index.ts';
import type { CustomerId } from '../base/index.ts';
import { type Customer, decodeCustomer, decodeIdentity, mayDispatch, type Plan, type SendCommand } from '../core/index.ts';
import type { StateStore } from '../port/state/index.ts';
import { identityKey, readRows } from './engine/index.ts';

export interface StillGoOptions {
  readonly state: Pick<StateStore, 'getMany' | 'load'>;
  readonly plan: () => Plan;
}

/** Of a customer that is gone nobody may be written to. */
const GONE: StillGo = { go: false, verdict: 'withdraw', reason: 'customer_unknown' };
const GO: StillGo = { go: true };

export function createStillGo({ state, plan }: StillGoOptions): (command: SendCommand, at: number) => Promise<StillGo> {
  return async (command, now) => {
    const customer = await readCustomer(command.customer, state, plan());
    if (!customer) return GONE;
    const answer = mayDispatch(customer, command, { plan: plan(), now });
    if (answer.go) return GO;
    if (answer.verdict === 'later') return { go: false, verdict: 'later', until: answer.until };
    return { go: false, verdict: 'withdraw', reason: answer.rule, read: answer.read };
  };
}

/** Nearly every customer has one row, which is looked up; only one that has none may have been merged into another. */
async function readCustomer(id: CustomerId, state: StillGoOptions['state'], plan: Plan): Promise<Customer | undefined> {
  const rows = (await readRows([id], state)).get(id);
  if (!rows) {
    const [bytes] = await state.getMany('identity', [identityKey(id)]);
    const record = bytes && decodeIdentity(bytes);
    return record?.state === 'merged' ? readCustomer(record.into, state, plan) : undefined;
  }
  return decodeCustomer(id, rows, plan);
}
