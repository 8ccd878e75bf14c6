/** The steps of journeys. */
import type { Duration } from '../base/index.ts';
import { CAPTURE } from './channel.ts';
import type { Condition, Scalar } from './condition.ts';
import type { Guardrail } from './guardrail.ts';
import type { ClockTime, EventMatch } from './trigger.ts';

/** Where in the relation the journey helps. */
export type JourneyStage = 'acquire' | 'activate' | 'retain' | 'repurchase' | 'advocate';
/** Decides which rules of guard apply to a message. */
export type MessageClass = 'marketing' | 'service' | 'transactional';

/** One element of a journey. */
export type Step =
  | WaitStep
  | WaitForStep
  | BranchStep
  | SplitStep
  | SendStep
  | WebhookStep
  | TicketStep
  | BenefitStep
  | UpdateStep
  | SetTagStep
  | StartJourneyStep
  | StopJourneyStep
  | ExitStep;

/** Ids are unique within the journey and stable over its versions. */
interface StepBase {
  readonly id: string;
  /** Where the customer stands from this step on; default the journey's stage, at its entry. */
  readonly stage?: JourneyStage;
  /** How bad the step may become before an alert is raised. */
  readonly guardrails?: readonly Guardrail[];
  /** What is done instead while a guardrail of the step is broken, or somebody says so. */
  readonly fallback?: Fallback;
}

/**
 * Passes by the step (`skip`), goes on with another one of the journey that comes later (`step`), or, of a send, sends in another way. `probe`: share of instances that
 * take the step all the same, so that it can be seen to recover; default 0.05.
 */
export type Fallback = ({ readonly skip: true } | { readonly step: string } | SendWay) & { readonly probe?: number };

/** For a fixed time (`duration`), or until a clock in the customer's time zone next shows a time, on one of these weekdays (Monday is 1). One of both. */
export interface WaitStep extends StepBase {
  readonly type: 'wait';
  readonly duration?: Duration;
  readonly until?: { readonly at: ClockTime; readonly weekdays?: readonly number[] };
}

/**
 * Until one of its ways opens, `timeout` at most. A way opens when its event comes, or when its condition holds (at once where it holds already); of several at
 * one moment the first is taken. Then the instance goes on with the way's steps, or with `otherwise` when the time is over; then on with the next step. An event
 * counts by its own time: one that happened before the wait began does not, however late it arrives.
 *
 * Its ways are `branches`, or the only one is an event (`event`, `where`, `steps`).
 */
export interface WaitForStep extends StepBase {
  readonly type: 'wait_for';
  readonly event?: string;
  readonly where?: Condition;
  readonly steps?: readonly Step[];
  /** Up to 9. */
  readonly branches?: readonly WaitBranch[];
  /**
   * The wait begins anew whenever this event comes (and opens no way), and what the instance keeps of its trigger is replaced by the event's properties. In a
   * journey with a key the event must carry the same one.
   */
  readonly rearm?: EventMatch;
  readonly timeout: Duration;
  readonly otherwise?: readonly Step[];
}

/** One way of a wait: it opens with an event, or when a condition about the customer holds. */
export interface WaitBranch {
  readonly on: EventMatch | Condition;
  readonly steps: readonly Step[];
}

/** The first way whose condition holds, else `otherwise`; then on with the next step. */
export interface BranchStep extends StepBase {
  readonly type: 'branch';
  readonly branches: readonly { readonly when: Condition; readonly steps: readonly Step[] }[];
  readonly otherwise?: readonly Step[];
}

/** Draws one way at random, the same for a customer at each entry. Shares sum to 1 at most; who is in none goes straight on. */
export interface SplitStep extends StepBase {
  readonly type: 'split';
  readonly arms: readonly { readonly id: string; readonly share: number; readonly steps: readonly Step[] }[];
}

/** Sets declared traits of the customer, as an `identify` of the product itself: it is known a moment later, not yet in the next step. */
export interface UpdateStep extends StepBase {
  readonly type: 'update';
  readonly traits: Readonly<Record<string, Scalar>>;
}

/**
 * Sets a manual tag, or removes it (docs/tags.md): an event `Tag Changed` that the tag's rule reads. Known a moment later, not yet in the next step. Who has the
 * tag already keeps it; who does not have it loses nothing.
 */
export interface SetTagStep extends StepBase {
  readonly type: 'set_tag' | 'remove_tag';
  readonly tag: string;
}

/**
 * Starts another journey for this customer, at this moment; its own rules say whether the customer enters. Only journeys with the trigger `start`. Held-out customers start
 * nothing.
 */
export interface StartJourneyStep extends StepBase {
  readonly type: 'start_journey';
  readonly journey: string;
  /** What is handed over, by name: a value, or a property that this instance keeps (`{ property: 'order_id' }`, path with dots). */
  readonly properties?: Readonly<Record<string, Scalar | { readonly property: string }>>;
}

/** Takes this customer out of another journey. Held-out customers stop nothing. */
export interface StopJourneyStep extends StepBase {
  readonly type: 'stop_journey';
  readonly journey: string;
}

/** Ends the journey here. `failed`: as one that did not work. */
export interface ExitStep extends StepBase {
  readonly type: 'exit';
  readonly failed?: true;
}

/** What becomes of a hand-over. Later ones prove earlier ones: what was clicked was opened, delivered and sent. Opens and clicks of machines prove the delivery only. */
export type HandOverOutcome = 'sent' | 'delivered' | 'opened' | 'clicked' | 'replied' | 'resolved' | 'answered';

/** The edge of failure of a step that hands something over. */
interface Attempting<Outcome extends HandOverOutcome> extends StepBase {
  /** The instance rests here until that is heard, `timeout` at most, and then goes on. Without it, it goes on at once. */
  readonly await?: { readonly outcome: Outcome; readonly timeout: Duration };
  /**
   * Where it goes when the step fails for good: refused by guard; and with `await` also when it fails at its hand-over, bounces, is withdrawn (expired, consent
   * taken back, ...), or nothing is heard in time. Then on with the next step. Held-out customers never fail: they go on.
   */
  readonly onFailure?: readonly Step[];
}

/**
 * Calls a channel of type webhook with what the template says. It is written to no customer: no consent and no cap, but held-out customers do not call. With `response` the
 * instance rests until the call is answered (`await: { outcome: 'answered', timeout }`); what is taken from the answer is known when it goes on. An answer that is no JSON,
 * too large, or lacks a field or has it with another type sets nothing and goes `onFailure`.
 */
export interface WebhookStep extends Attempting<'sent' | 'answered'> {
  readonly type: 'webhook';
  readonly channel: string;
  readonly template: string;
  /** Up to 20. */
  readonly response?: readonly AnswerField[];
}

/** What is taken from the JSON that a webhook is answered with. */
export interface AnswerField {
  /** Path with dots: `data.score`. */
  readonly field: string;
  /** Declared trait that it sets; the value must be of its type (not a list). A time is ISO 8601 text or ms since 1970 UTC. */
  readonly trait: string;
  /** Where the answer does not have it, or it is null, the trait stays as it was; otherwise such an answer is refused. */
  readonly optional?: true;
}

/** How urgent a ticket is. */
export type TicketPriority = 'urgent' | 'high' | 'normal' | 'low';

/**
 * Opens a ticket about the customer: something for people to do, until a time. It is written to no customer: no consent and no cap; held-out customers have none.
 * With `await` the instance rests until an event `Ticket Resolved` names it (`ticket_id`), `timeout` at most; what is overdue then goes `onFailure`.
 */
export interface TicketStep extends Attempting<'resolved'> {
  readonly type: 'ticket';
  /** Its subject is the ticket's title, its body says what is to be done. */
  readonly template: string;
  /** A channel of type webhook that takes it; without it the ticket is kept here. */
  readonly channel?: string;
  /** The team or the role that it belongs to. */
  readonly owner: string;
  /** Default normal. */
  readonly priority?: TicketPriority;
  /** How long after its opening it is due. */
  readonly due: Duration;
}

/** Event that resolves a ticket: `ticket_id` names it. Any source may send it. */
export const TICKET_RESOLVED = 'Ticket Resolved';

/**
 * Gives the customer a benefit, once in an instance: a coupon of its pool, or points. From there on branches and templates read it as `event.<as>`: the code, or how
 * many points. Where the pool is empty or a limit is reached, `onFailure`. Held-out customers and those of the global control group get none, and go on.
 */
export interface BenefitStep extends StepBase {
  readonly type: 'benefit';
  readonly benefit: string;
  /** Name under which it is read; default `benefit`. */
  readonly as?: string;
  readonly onFailure?: readonly Step[];
}

/** Under which name what a benefit step gives is read. */
export function benefitName({ as = 'benefit' }: Pick<BenefitStep, 'as'>): string {
  return as;
}

/** A channel, and what is said on it. */
export interface SendWay {
  readonly channel: string;
  readonly template: string;
  /** Variant of the template; without it, the template's conditions and shares choose. */
  readonly variant?: string;
}

/** Sends one message, if guard lets it. */
export interface SendStep extends SendWay, Attempting<HandOverOutcome> {
  readonly type: 'send';
  /** Further ways, in order; each on another channel. The first on which the customer is reachable and permitted is taken. */
  readonly fallbacks?: readonly SendWay[];
  /** Trait that names the channel that the customer prefers, by id or by type: its way goes before the others. */
  readonly preference?: string;
  /** With `await`: a message that fails, or of which nothing is heard in time, is sent the next way before `onFailure` is taken. */
  readonly nextOnFailure?: true;
  /** Consent purpose that must be granted. */
  readonly purpose: string;
  /** Default marketing. */
  readonly messageClass?: MessageClass;
}

/** A list of steps inside another step, and where in it. */
export interface StepList {
  readonly steps: readonly Step[];
  readonly path: string;
}

/** The lists of steps inside a step, in reading order. */
export function listsWithin(step: Step): readonly StepList[] {
  switch (step.type) {
    case 'branch':
      return [...step.branches.map(({ steps }, index) => ({ steps, path: `branches[${index}].steps` })), ...listOf(step, 'otherwise')];
    case 'wait_for':
      return [
        ...listOf(step, 'steps'),
        ...(step.branches ?? []).map(({ steps }, index) => ({ steps, path: `branches[${index}].steps` })),
        ...listOf(step, 'otherwise'),
      ];
    case 'split':
      return step.arms.map(({ steps }, index) => ({ steps, path: `arms[${index}].steps` }));
    case 'send':
    case 'webhook':
    case 'ticket':
    case 'benefit':
      return listOf(step, 'onFailure');
    default:
      return [];
  }
}

function listOf<Name extends string>(step: { readonly [name in Name]?: readonly Step[] }, name: Name): readonly StepList[] {
  const steps = step[name];
  return steps ? [{ steps, path: name }] : [];
}

/** A step that hands something over. */
export type HandingStep = SendStep | WebhookStep | TicketStep;

/** Whether the step hands something over: it names a channel and a template. */
export function handsOver(step: Step): step is HandingStep {
  return step.type === 'send' || step.type === 'webhook' || step.type === 'ticket';
}

/** The way that a rerouted send goes; undefined where it names none. */
export function rerouteWayOf({ fallback }: Pick<Step, 'fallback'>): SendWay | undefined {
  if (!fallback || !('channel' in fallback)) return undefined;
  const { probe: _, ...way } = fallback;
  return way;
}

/** The ways on which a step may hand over, as they stand in it, and where; the one that it goes while it is rerouted is the last. */
export function waysOf(step: HandingStep): readonly (SendWay & { readonly path: string })[] {
  const way = rerouteWayOf(step);
  return way ? [...usualWaysOf(step), { ...way, path: 'fallback.' }] : usualWaysOf(step);
}

/** The same without what only a reroute brings. */
export function usualWaysOf(step: HandingStep): readonly (SendWay & { readonly path: string })[] {
  const { channel = CAPTURE, template } = step;
  if (step.type !== 'send') return [{ channel, template, path: '' }];
  const first = { channel, template, ...(step.variant !== undefined && { variant: step.variant }), path: '' };
  return [first, ...(step.fallbacks ?? []).map((way, index) => ({ ...way, path: `fallbacks[${index}].` }))];
}

/** The ways of a wait, and where they stand in it. A wait with no way is none. */
export function waitBranchesOf({
  event,
  where,
  steps = [],
  branches = [],
}: WaitForStep): readonly (WaitBranch & { readonly path: string })[] {
  const listed = branches.map((branch, index) => ({ ...branch, path: `branches[${index}].` }));
  if (event === undefined) return listed;
  return [{ on: { event, ...(where && { where }) }, steps, path: '' }, ...listed];
}
