/** What guard would say to one more message to a customer at a moment: the very question that a send puts. Pure. */
import { hashUnit } from '../base/index.ts';
import type { MessageClass } from '../define/index.ts';
import type { Customer } from './customer.ts';
import { addressOn } from './decide/index.ts';
import { vet } from './guard/index.ts';
import { viewOf } from './know/index.ts';
import type { Plan } from './plan.ts';

/** One message that is thought of. */
export interface Intended {
  readonly channel: string;
  readonly purpose: string;
  readonly messageClass: MessageClass;
}

/** As in verdicts; the rule of one that would go is `allowed`. */
export interface Foreseen {
  readonly verdict: 'send' | 'defer' | 'suppress';
  readonly rule: string;
}

/** `now`: ms, on the clock of `at`. Counts the message against caps: the customer is to be thrown away. */
export function foresee(customer: Customer, intended: Intended, { plan, now }: { readonly plan: Plan; readonly now: number }): Foreseen {
  const view = viewOf(customer.known, plan.know, now);
  const { missing } = addressOn({ plan: plan.journeys, view }, intended.channel);
  const share = plan.journeys.globalControl;
  const drawn = customer.journeys.globalControl ?? hashUnit(plan.seed, `${customer.id}\u0000global_control`) < share;
  const request = { ...intended, customer: customer.id, message: 'forecast', heldOut: false, globalControl: share > 0 && drawn };
  const answer = missing ?? vet({ state: customer.guard, plan: plan.guard, view, now }, request);
  return { verdict: answer.verdict, rule: answer.verdict === 'send' ? 'allowed' : answer.rule };
}
