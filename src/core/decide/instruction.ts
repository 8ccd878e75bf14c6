/** What journeys are made of once they are compiled. */
import type { MessageClass } from '../../define/index.ts';
import type { JsonObject } from '../entry.ts';
import type { CompiledCondition } from '../know/index.ts';

/** After the last step. */
export const END = -1;

export type Instruction =
  | { readonly op: 'wait'; readonly step: string; readonly lengthMs: number; readonly next: number }
  | WaitUntilInstruction
  | WaitForInstruction
  | { readonly op: 'branch'; readonly step: string; readonly arms: readonly BranchArm[]; readonly otherwise: number }
  | { readonly op: 'split'; readonly step: string; readonly arms: readonly SplitArm[]; readonly next: number }
  | SendInstruction
  | WebhookInstruction
  | UpdateInstruction
  | { readonly op: 'exit'; readonly step: string };

export interface WaitUntilInstruction {
  readonly op: 'wait_until';
  readonly step: string;
  /** Local time of day, ms. */
  readonly atMs: number;
  readonly weekdays: readonly number[] | undefined;
  readonly next: number;
}

export interface WaitForInstruction {
  readonly op: 'wait_for';
  readonly step: string;
  readonly event: string;
  readonly where: CompiledCondition | undefined;
  readonly timeoutMs: number;
  /** Where it goes on when the event came, and when it did not. */
  readonly came: number;
  readonly otherwise: number;
}

export interface BranchArm {
  readonly when: CompiledCondition;
  readonly next: number;
}

/** Taken when the number drawn is below `below` and not below that of the arm before. */
export interface SplitArm {
  readonly id: string;
  readonly below: number;
  readonly next: number;
}

export interface SendInstruction {
  readonly op: 'send';
  readonly step: string;
  readonly channel: string;
  readonly template: string;
  /** Variant that the step names. */
  readonly variant: string | undefined;
  readonly purpose: string;
  readonly messageClass: MessageClass;
  readonly next: number;
}

/** A send to no customer: it has no purpose to consent to. */
export interface WebhookInstruction {
  readonly op: 'webhook';
  readonly step: string;
  readonly channel: string;
  readonly template: string;
  readonly purpose: '';
  readonly messageClass: 'transactional';
  readonly next: number;
}

export interface UpdateInstruction {
  readonly op: 'update';
  readonly step: string;
  /** By id of the trait. */
  readonly values: JsonObject;
  /** As `identify` carries them. */
  readonly traits: JsonObject;
  readonly next: number;
}

export interface Instructions {
  readonly list: readonly Instruction[];
  readonly first: number;
  /** Index of an instruction by its step. */
  readonly positions: ReadonlyMap<string, number>;
}
