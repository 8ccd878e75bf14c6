/** Messages as they reach people, and whom an address belongs to. */
import type { World as Part } from './person.ts';

/** A message that the engine has handed over. `customer`: what the receiving device or address is known as, as [namespace, value]. */
export interface Message {
  readonly id: string;
  readonly journey: string;
  readonly step: string;
  readonly template: string;
  readonly channel: string;
  readonly purpose: string;
  /** When it was decided, ms. */
  readonly at: number;
  readonly to?: string;
  readonly customer: readonly (readonly [namespace: string, value: string])[];
  readonly body: string;
}

/** A request that a person's device makes because of a message: its pixel, its link, its unsubscribing. */
export interface LinkVisit {
  readonly at: number;
  readonly method: 'GET' | 'POST';
  readonly url: string;
}

/** The person behind a message, and the part of the brand in which it finds them. */
export function recipientOf({ to, customer }: Message): { readonly person: number; readonly part: Part | 'home' } | undefined {
  const found = (to === undefined ? undefined : ownerOf(to)) ?? customer.map(([, value]) => ownerOf(value)).find((owner) => owner);
  return found;
}

const OWNERS: readonly (readonly [pattern: RegExp, part: Part | 'home', person: (digits: number) => number])[] = [
  [/^user-(\d+)$/, 'online', (digits) => digits],
  [/^customer(\d+)@example\.com$/, 'online', (digits) => digits],
  [/^(?:web|app)-(\d+)-\d+$/, 'online', (digits) => digits],
  [/^o-(\d+)$/, 'mini_program', (digits) => digits],
  [/^u-(\d+)$/, 'mini_program', (digits) => digits],
  [/^wm-(\d+)$/, 'home', (digits) => digits],
  [/^C(\d{9})$/, 'store', (digits) => digits - 880_000_000],
  [/^\+86100(\d{8})$/, 'home', (digits) => (digits - 10_000_000) / 7],
];

function ownerOf(value: string): { readonly person: number; readonly part: Part | 'home' } | undefined {
  for (const [pattern, part, personOf] of OWNERS) {
    const digits = pattern.exec(value)?.[1];
    if (digits !== undefined) return { person: personOf(Number(digits)), part };
  }
  return undefined;
}

/** The addresses in a message that lead back to the engine. */
export function linksIn(body: string): { readonly open?: string; readonly click?: string; readonly unsubscribe?: string } {
  const of = (kind: string): string | undefined => new RegExp(`https?://[^\\s"'<>]+/t/${kind}/[\\w.-]+`).exec(body)?.[0];
  const [open, click, unsubscribe] = [of('o'), of('c'), of('u')];
  return {
    ...(open !== undefined && { open }),
    ...(click !== undefined && { click }),
    ...(unsubscribe !== undefined && { unsubscribe }),
  };
}
