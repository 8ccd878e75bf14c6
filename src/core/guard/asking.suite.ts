/** A customer whom messages are asked for, at any moment and in any zone: `vet` without journeys. */
import { HOUR } from '../../base/index.ts';
import type { FrequencyCap, MessageClass, PolicyDefinition, PurposeDefinition } from '../../define/index.ts';
import type { SendRequest, Verdict } from '../decide/index.ts';
import type { Json, ReceiptEntry, ReceiptKind } from '../entry.ts';
import type { View } from '../know/index.ts';
import { compileGuard, emptyGuard, type GuardPlan, type GuardState, settle, vet } from './index.ts';
import { type Choice, setConsent } from './state.ts';

const text = { en: 'x', zh: 'x' };

export const NOON: number = Date.UTC(2024, 5, 12, 12);

export interface Policy extends Pick<PolicyDefinition, 'quietHours' | 'acceptedFrequency' | 'expiry'> {
  readonly caps?: readonly FrequencyCap[];
  readonly timeZone?: string;
}

/** Purposes: `offers` and `ads` opt-in, `care` opt-out. */
export function planOf({ caps = [], timeZone = 'UTC', ...rest }: Policy): GuardPlan {
  const purpose = (id: string, basis: PurposeDefinition['basis']): PurposeDefinition => ({ kind: 'purpose', id, name: text, basis });
  return compileGuard({
    policy: { kind: 'policy', id: 'default', caps, ...rest },
    purposes: [purpose('offers', 'opt_in'), purpose('ads', 'opt_in'), purpose('care', 'opt_out')],
    workspace: { kind: 'workspace', id: 'w', name: text, timeZone, currency: 'EUR', seed: 's' },
  });
}

/** A view that knows the time zone, and how many messages are accepted (trait `accepted`). */
export function viewIn(timezone: Json | undefined, now: number, accepted?: Json): View {
  const view: View = {
    now,
    trait: (id) => (id === 'timezone' ? timezone : id === 'accepted' ? accepted : undefined),
    hasTag: () => false,
    inSegment: () => false,
    recommended: () => [],
    withEvent: () => view,
  };
  return view;
}

export function receiptOf(message: string, kind: ReceiptKind, handedAt?: number): ReceiptEntry {
  const about = { customer: 'c1', message, channel: 'sms', decidedAt: 0, dispatchedAt: 0 };
  return { type: 'receipt', kind, ...about, ...(handedAt !== undefined && { handedAt }) };
}

export class Asked {
  readonly plan: GuardPlan;
  readonly state: GuardState = emptyGuard();
  now: number = NOON;
  zone: Json | undefined;
  accepted: Json | undefined;
  /** Nothing is handed over until `ended` says so; else at once. */
  isSlow = false;
  #messages = 0;

  constructor(policy: Policy = {}) {
    this.plan = planOf(policy);
  }

  chose(purpose: string, choice: Choice): this {
    setConsent(this.state, { purpose, choice, time: this.now });
    return this;
  }

  in(zone: Json | undefined): this {
    this.zone = zone;
    return this;
  }

  accepts(value: Json | undefined): this {
    this.accepted = value;
    return this;
  }

  at(text: string): this {
    this.now = Date.parse(text);
    return this;
  }

  later(ms: number = HOUR): this {
    this.now += ms;
    return this;
  }

  /** Asks for a marketing message of purpose `care`, which nobody has to grant. */
  ask(change: Partial<SendRequest> = {}): Verdict {
    const request: SendRequest = {
      customer: 'c1',
      message: `m${String(this.#messages++).padStart(5, '0')}`,
      channel: 'sms',
      purpose: 'care',
      messageClass: 'marketing' satisfies MessageClass,
      heldOut: false,
      globalControl: false,
      ...change,
    };
    const view = viewIn(this.zone, this.now, this.accepted);
    const verdict = vet({ plan: this.plan, state: this.state, view, now: this.now }, request);
    if (verdict.verdict === 'send' && !this.isSlow) this.ended(request.message, 'sent');
    return verdict;
  }

  /** The message's receipt, as of now. True when guard knew it. */
  ended(message: string, kind: ReceiptKind, handedAt?: number): boolean {
    return settle(this.state, receiptOf(message, kind, handedAt), this.now);
  }

  /** The verdict, or its rule when there is one. */
  answer(change: Partial<SendRequest> = {}): string {
    const verdict = this.ask(change);
    return verdict.verdict === 'send' ? 'send' : verdict.rule;
  }
}
