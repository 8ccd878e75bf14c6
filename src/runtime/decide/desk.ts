/** Decisions for placements: the customer is looked up, the pure core chooses, the choice is rendered. */
import { randomUUID } from 'node:crypto';
import { createRenderer, type Renderer } from '../../act/index.ts';
import { VolanoError } from '../../base/index.ts';
import {
  type CompiledPlacement,
  type Customer,
  decidePlacement,
  type EventEntry,
  type JsonObject,
  type LeftOut,
  newCustomer,
  OWN_SOURCE,
  type PlacementChoice,
  type Plan,
  variantFor,
  viewOf,
} from '../../core/index.ts';
import {
  PLACEMENT_SHOWN,
  type PlacementContent,
  type PlacementDefinition,
  type Release,
  type TemplateDefinition,
} from '../../define/index.ts';
import type { StateReader } from '../../port/state/index.ts';
import type { Appending } from '../appender.ts';
import { createWording } from '../wording.ts';
import { CustomerLookups, type Whom } from './lookups.ts';

export interface DecisionQuestion {
  readonly placement: string;
  readonly whom: Whom;
  /** What conditions read under `property.`, templates under `event.`. */
  readonly context: JsonObject;
  /** Language of templates; default: the customer's. */
  readonly locale?: string | undefined;
  /** Writes the decision into the customer's history, in the background. */
  readonly log: boolean;
}

export interface DecidedContent {
  readonly fields?: PlacementContent['fields'];
  /** Of the recommendation, best first. */
  readonly items?: readonly JsonObject[];
  /** What the template came to. */
  readonly rendered?: {
    readonly template: string;
    readonly version: number;
    readonly variant?: string;
    readonly locale?: string;
    readonly format: 'html' | 'text';
    readonly subject?: string;
    readonly body: string;
  };
}

export interface Decision extends Pick<PlacementChoice, 'placement' | 'version' | 'candidates'> {
  /** Of this decision; goes back with the exposure. */
  readonly decision: string;
  /** Null: nobody knows whose these identifiers are. */
  readonly customer: string | null;
  /** Null: the fallback. */
  readonly chosen: string | null;
  readonly content: DecidedContent;
  /** The call to send when it has been shown; absent of a fallback. */
  readonly exposure?: { readonly event: string; readonly properties: JsonObject };
}

export interface DecisionWorld {
  readonly state: Pick<StateReader, 'getMany' | 'load' | 'range'>;
  readonly releases: {
    readonly plan: Plan;
    readonly list: readonly Release[];
    template(id: string, version: number): TemplateDefinition | undefined;
  };
  readonly appender: Pick<Appending, 'time' | 'entries'>;
}

/** What a decision is told as, in the history of the customer. */
const DECIDED = 'Placement Decided';

/** Reads customers at the committed position; writes only what `log` asks for. */
export class DecisionDesk {
  readonly #world: DecisionWorld;
  readonly #lookups: CustomerLookups;
  readonly #renderer: Renderer;

  constructor(world: DecisionWorld) {
    this.#world = world;
    const { state, releases } = world;
    this.#lookups = new CustomerLookups(state, () => releases.plan);
    this.#renderer = createRenderer({
      templateOf: (id, version) => releases.template(id, version),
      timeZone: () => releases.plan.zone,
      words: createWording(() => releases.list),
    });
  }

  /** Rejects with VOLANO_RESOURCE_UNKNOWN when there is no such placement. */
  async decide(question: DecisionQuestion): Promise<Decision> {
    const customer = await this.#lookups.read(question.whom);
    const made = this.#choose(question, customer);
    if (question.log && customer) this.#log(customer, made);
    return made;
  }

  #choose(question: DecisionQuestion, customer: Customer | undefined): Decision {
    const { releases, appender } = this.#world;
    const { plan } = releases;
    const now = appender.time;
    const placement = plan.placements.placements.get(question.placement);
    const decision = randomUUID();
    const about = { decision, customer: customer?.id ?? null };
    if (!placement) return { ...about, ...this.#unready(question.placement) };
    const rendering = { question, customer, plan, now, decision, channel: placement.channel };
    const failed = new Map<string, LeftOut>();
    for (;;) {
      const asked = { placement, context: question.context, plan, now, lacks: ({ id }: { id: string }) => failed.get(id) };
      const { chosen, content, ...choice } = decidePlacement(customer, asked);
      const made = this.#contentOf(content, rendering);
      if ('content' in made) {
        const shown = chosen === undefined ? {} : { exposure: exposureOf(placement, chosen, decision) };
        return { ...about, ...choice, chosen: chosen ?? null, content: made.content, ...shown };
      }
      // What cannot be rendered for this customer is not shown: the next one is.
      if (chosen === undefined) return { ...about, ...choice, chosen: null, content: {} };
      failed.set(chosen, made.leftOut);
    }
  }

  /** It waits for its past, or there is no such one. */
  #unready(id: string): Omit<Decision, 'decision' | 'customer'> {
    const released = this.#world.releases.list.at(-1)?.definitions ?? [];
    const found = released.find(({ definition }) => definition.kind === 'placement' && definition.id === id);
    if (!found) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'placement', id });
    const { candidates, fallback } = found.definition as PlacementDefinition;
    return {
      placement: id,
      version: found.version,
      chosen: null,
      content: fallback?.fields ? { fields: fallback.fields } : {},
      candidates: candidates.map((one) => ({ candidate: one.id, leftOut: { rule: 'preparing', read: {} } })),
    };
  }

  #contentOf(
    { template, fields, recommend }: PlacementContent,
    rendering: Rendering,
  ): { readonly content: DecidedContent } | { readonly leftOut: LeftOut } {
    const { question, customer, plan, now, decision, channel } = rendering;
    const recommended = recommendedTo(rendering);
    const plain: DecidedContent = { ...(fields && { fields }), ...(recommend !== undefined && { items: recommended(recommend) }) };
    if (template === undefined) return { content: plain };
    const use = plan.journeys.templates.get(template);
    if (!use) return { leftOut: unrenderable(`template_unknown: ${template}`) };
    const view = customer && viewOf(customer.known, plan.know, now);
    const traits = use.traits.flatMap((id) => {
      const value = view?.trait(id);
      return value === undefined ? [] : [[id, value] as const];
    });
    const own = view?.trait('locale');
    const variant = customer && variantFor(customer, template, { plan, now });
    const outcome = this.#renderer.render({
      ...{ template, version: use.version, message: decision, customer: customer?.id ?? '', variant, channel },
      variables: {
        trait: Object.fromEntries(traits),
        event: question.context,
        recommend: Object.fromEntries((use.recommendations ?? []).map((id) => [id, recommended(id)])),
      },
      locale: question.locale ?? (typeof own === 'string' ? own : undefined),
    });
    if (!outcome.ok) return { leftOut: outcome.withheld ? { rule: outcome.reason, read: outcome.read } : unrenderable(outcome.reason) };
    const { format, subject, body, locale } = outcome.content;
    const said = { ...(variant !== undefined && { variant }), ...(locale !== undefined && { locale }) };
    return {
      content: { ...plain, rendered: { template, version: use.version, ...said, format, ...(subject !== undefined && { subject }), body } },
    };
  }

  /** Nobody waits for it: an answer is worth more than its note. */
  #log(customer: Customer, { decision, placement, version, chosen, candidates }: Decision): void {
    const { appender } = this.#world;
    const entry: EventEntry = {
      ...{ type: 'event', call: 'track', event: DECIDED, messageId: decision, source: OWN_SOURCE },
      ...{ time: appender.time, receivedAt: Date.now(), identifiers: [], customer: customer.id },
      properties: {
        ...{ decision_id: decision, placement, placement_version: version, candidate: chosen },
        candidates: candidates.map(({ candidate, score, leftOut, lostTo }) => ({
          candidate,
          ...(score !== undefined && { score }),
          ...(leftOut && { rule: leftOut.rule }),
          ...(lostTo !== undefined && { lost_to: lostTo }),
        })),
      },
    };
    appender.entries([entry]).catch((error: unknown) => process.emitWarning(error instanceof Error ? error : String(error)));
  }
}

interface Rendering {
  readonly question: DecisionQuestion;
  readonly customer: Customer | undefined;
  readonly plan: Plan;
  readonly now: number;
  readonly decision: string;
  /** Of the placement. */
  readonly channel: string | undefined;
}

function unrenderable(reason: string): LeftOut {
  return { rule: 'template', read: { reason } };
}

/** Nobody gets what is popular, too. */
function recommendedTo({ customer, question, plan, now }: Rendering): (id: string) => readonly JsonObject[] {
  const known = customer?.known ?? newCustomer('', now).known;
  const view = viewOf(known, plan.know, now).withEvent({ properties: question.context });
  return (id) => view.recommended(id);
}

function exposureOf({ id, candidates }: CompiledPlacement, chosen: string, decision: string): NonNullable<Decision['exposure']> {
  const name = candidates.find((one) => one.id === chosen)?.name.en ?? chosen;
  return { event: PLACEMENT_SHOWN, properties: { promotion_id: chosen, name, position: id, decision_id: decision } };
}
