/** The omni example's people, as its folder brings them along: what they send, and what they do about messages. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { VolanoError } from '../../../base/index.ts';

/** What is read of their calls. */
export interface Call {
  readonly messageId: string;
  readonly timestamp: string;
  readonly event?: string;
  readonly userId?: string;
  readonly anonymousId?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly context: { readonly externalIds?: readonly { readonly type: string; readonly id: string }[] };
}

/** A message as it reaches them. `customer`: what is known of whoever it was sent to, as [namespace, value]. */
export interface Letter {
  readonly id: string;
  readonly journey: string;
  readonly step: string;
  readonly template: string;
  readonly channel: string;
  readonly purpose: string;
  readonly at: number;
  readonly to?: string;
  readonly customer: readonly (readonly [namespace: string, value: string])[];
  readonly body: string;
}

/** An order that would not have been without a message. Revenue in units of the currency. */
export interface CausedOrder {
  readonly order: string;
  readonly journey: string;
  readonly revenue: number;
}

export interface LinkVisit {
  readonly at: number;
  readonly method: 'GET' | 'POST';
  readonly url: string;
}

/** `examples/omni/generator/world.ts` says what each does. */
export interface People {
  readonly from: number;
  readonly caused: ReadonlyMap<string, CausedOrder>;
  next(until: number): readonly { readonly at: number; readonly call: Call }[];
  receive(letter: Letter): void;
  requests(until: number): readonly LinkVisit[];
  /** A visit by somebody at this very moment, in wall time. */
  stroll(now: number): readonly { readonly at: number; readonly call: Call }[];
}

interface Generator {
  readonly World: new (options: { readonly seed: string; readonly customers: number; readonly shiftMs: number }) => People;
  /** Codes for the pools of benefits, by benefit. */
  readonly codesFor: (customers: number) => Readonly<Record<string, readonly string[]>>;
  readonly YEAR_FROM: number;
  readonly YEAR_TO: number;
}

/** Throws VOLANO_DEMO_EXAMPLE_MISSING. */
export async function loadGenerator(folder: string): Promise<Generator> {
  const file = join(folder, 'generator', 'index.ts');
  try {
    return (await import(pathToFileURL(file).href)) as Generator;
  } catch (cause) {
    throw new VolanoError('VOLANO_DEMO_EXAMPLE_MISSING', { path: file }, { cause });
  }
}
