/** What journeys are made of once they are compiled. */
import type { HandOverOutcome, JourneyStage, MessageClass, SendWay, TicketPriority } from '../../define/index.ts';
import type { Json, JsonObject } from '../entry.ts';
import type { TakenField } from '../fact.ts';
import type { CompiledCondition } from '../know/index.ts';
import type { Ending } from './plan.ts';

/** After the last step. */
export const END = -1;

export type Instruction = Operation & {
  readonly step: string;
  /** Where the customer stands from here on; undefined: where it stood before. */
  readonly stage: JourneyStage | undefined;
  /** What is done instead while the step is rerouted. */
  readonly fallback: CompiledFallback | undefined;
};

/** Goes on elsewhere, or (of a send) sends in another way. `name`: as facts name it. */
export interface CompiledFallback {
  readonly name: string;
  /** Share of instances that take the step all the same. */
  readonly probe: number;
  readonly to: { readonly next: number } | { readonly way: SendWay };
}

/** What a step comes to. */
export type Operation =
  | { readonly op: 'wait'; readonly lengthMs: number; readonly next: number }
  | WaitUntilInstruction
  | WaitForInstruction
  | { readonly op: 'branch'; readonly arms: readonly BranchArm[]; readonly otherwise: number }
  | { readonly op: 'split'; readonly arms: readonly SplitArm[]; readonly next: number }
  | SendInstruction
  | WebhookInstruction
  | TicketInstruction
  | BenefitInstruction
  | UpdateInstruction
  | { readonly op: 'set_tag'; readonly tag: string; readonly set: boolean; readonly next: number }
  | StartInstruction
  | { readonly op: 'stop_journey'; readonly journey: string; readonly next: number }
  | { readonly op: 'exit'; readonly failed: boolean };

export interface WaitUntilInstruction {
  readonly op: 'wait_until';
  /** Local time of day, ms. */
  readonly atMs: number;
  readonly weekdays: readonly number[] | undefined;
  readonly next: number;
}

export interface WaitForInstruction {
  readonly op: 'wait_for';
  /** Its ways, in order. */
  readonly branches: readonly WaitArm[];
  /** The conditions among them: they may flip by time alone. */
  readonly conditions: readonly CompiledCondition[];
  /** Names of the events among them, and of that which rearms it. */
  readonly events: ReadonlySet<string>;
  readonly rearm: CompiledMatch | undefined;
  readonly timeoutMs: number;
  /** Where it goes on when none has opened. */
  readonly otherwise: number;
}

export type CompiledMatch = Extract<Ending, { readonly type: 'event' }>;

/** A way of a wait. `name`: as facts name it, `event` where it is the only one, else its place. */
export type WaitArm = Ending & { readonly name: 'event' | number; readonly next: number };

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

/** Something that is handed over. */
interface Handing {
  /** On which channel and with what, in order. */
  readonly ways: readonly SendWay[];
  /** What the instance rests for; undefined: it goes on at once. */
  readonly awaits: { readonly outcome: HandOverOutcome; readonly timeoutMs: number } | undefined;
  readonly next: number;
  /** Where it goes on when the step has failed. */
  readonly failed: number;
}

export interface SendInstruction extends Handing {
  readonly op: 'send';
  /** Trait that names the preferred channel. */
  readonly preference: string | undefined;
  /** Whether a failure leads to the next way first. */
  readonly nextOnFailure: boolean;
  /** On its fallback's way. */
  readonly rerouted?: true;
  readonly purpose: string;
  readonly messageClass: MessageClass;
}

/** A send to no customer: it has no purpose to consent to. */
export interface WebhookInstruction extends Handing {
  readonly op: 'webhook';
  readonly purpose: '';
  readonly messageClass: 'transactional';
  readonly response: readonly TakenField[] | undefined;
}

export interface TicketInstruction extends Handing {
  readonly op: 'ticket';
  readonly purpose: '';
  readonly messageClass: 'transactional';
  readonly owner: string;
  readonly priority: TicketPriority;
  readonly dueMs: number;
}

export interface BenefitInstruction {
  readonly op: 'benefit';
  readonly benefit: string;
  /** Variable of the instance that holds it. */
  readonly as: string;
  readonly next: number;
  /** Where it goes on when there is none to give. */
  readonly failed: number;
}

export interface UpdateInstruction {
  readonly op: 'update';
  /** By id of the trait. */
  readonly values: JsonObject;
  /** As `identify` carries them. */
  readonly traits: JsonObject;
  readonly next: number;
}

/** `given`: what is handed over, a value or the path of a property that the instance keeps. */
export interface StartInstruction {
  readonly op: 'start_journey';
  readonly journey: string;
  readonly given: readonly (readonly [name: string, from: { readonly value: Json } | { readonly path: readonly string[] }])[];
  readonly next: number;
}

export interface Instructions {
  readonly list: readonly Instruction[];
  readonly first: number;
  /** Index of an instruction by its step. */
  readonly positions: ReadonlyMap<string, number>;
}
