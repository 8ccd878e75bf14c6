/**
 * One journey tried on one customer, in a virtual world of its own: what the customer does is written down, time passes, and everything that came of it is told. The
 * customer is made up, or one who is known (somebody.ts).
 * Nothing can reach anybody: there is no channel, no delivery and no door in that world (virtual/world.ts).
 */
import { type Said, VolanoError, verbatim } from '../../base/index.ts';
import { type EventEntry, type JsonObject, OWN_SOURCE } from '../../core/index.ts';
import type { Project } from '../../define/index.ts';
import { readByIdentifier } from '../../runtime/rehearsal/index.ts';
import { Refusal, reasonSaid } from '../../sense/index.ts';
import { said } from '../said.ts';
import { prepared } from '../script/scenario.ts';
import { isTold } from '../script/trace.ts';
import type { Message } from '../virtual/hand-over.ts';
import { type FactRow, InCircles, VirtualWorld, type WorldOptions } from '../virtual/world.ts';
import { placesIn, type Somebody, somebodyIn } from './somebody.ts';
import { whyNotOf } from './why-not.ts';
import type { Happening, TrialAct, TrialMessage, TrialReport, TrialStep, TrialWish } from './wish.ts';

/** More than anybody reads. */
const HAPPENINGS_MAX = 1_000;
const MESSAGES_MAX = 200;

/**
 * Rejects with VOLANO_RESOURCE_UNKNOWN when the project has no such journey, with VOLANO_REHEARSAL_IMPOSSIBLE where something of the script cannot be done, and with
 * what a release of the project is refused with.
 */
export async function runTrial(wish: TrialWish): Promise<TrialReport> {
  const { project, journey, start } = wish;
  if (!project.definitions.some(({ kind, id }) => kind === 'journey' && id === journey))
    throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'journey', id: journey });
  const { known, past } = wish;
  const world = await opened({ project: projectOf(wish), start, ...(known && { known }), ...(past && { past }) });
  try {
    return await new Trial(world, wish, await somebodyIn(world, wish)).run();
  } catch (error) {
    throw inCircles(error);
  } finally {
    await world.close();
  }
}

/** With chance taken out of it, as far as the trial wants. A known customer meets all other journeys as they are. */
function projectOf({ project, journey, known, arms = {}, holdout = known ? 'drawn' : 'nobody' }: TrialWish): Project {
  const byName = Object.fromEntries(Object.entries(arms).map(([step, arm]) => [`${journey}/${step}`, arm]));
  const { definitions } = prepared(project, { holdout, arms: byName });
  if (!known) return { definitions };
  return {
    definitions: project.definitions.map((one, index) => (one.kind === 'journey' && one.id !== journey ? one : definitions[index]!)),
  };
}

async function opened(options: WorldOptions): Promise<VirtualWorld> {
  try {
    return await VirtualWorld.open(options);
  } catch (error) {
    throw inCircles(error);
  }
}

/** Where something goes in circles that is no fault of the product. */
function inCircles(error: unknown): unknown {
  if (error instanceof InCircles) return impossible(error.problem);
  return error instanceof RangeError ? impossible(verbatim(error.message)) : error;
}

class Trial {
  readonly #world: VirtualWorld;
  readonly #wish: TrialWish;
  readonly #who: Somebody;
  readonly #acts: Happening[] = [];
  #calls = 0;

  constructor(world: VirtualWorld, wish: TrialWish, who: Somebody) {
    this.#world = world;
    this.#wish = wish;
    this.#who = who;
  }

  async run(): Promise<TrialReport> {
    const { start, lengthMs, script } = this.#wish;
    const end = start + lengthMs;
    for (const act of script) {
      const at = this.#world.now + act.afterMs;
      if (at > end) break;
      if (act.afterMs > 0) await this.#world.passTo(at);
      await this.#do(act);
    }
    await this.#world.passTo(end);
    const { problem } = this.#world;
    if (problem !== undefined) throw impossible(said`the engine cannot step an entry: ${problem}`);
    return this.#told();
  }

  async #do({ traits, consent, start, event, properties = {} }: TrialAct): Promise<void> {
    if (traits) {
      this.#did('identify', '', traits);
      await this.#call({ type: 'identify', traits });
    }
    if (consent) {
      this.#did('consent', consent.purpose, { granted: consent.granted });
      await this.#world.append({ type: 'control', identifiers: [this.#who.by], by: 'rehearsal', action: 'consent', ...consent });
    }
    if (start) {
      this.#did('start', this.#wish.journey, properties);
      await this.#world.append(this.#started(properties));
    }
    if (event !== undefined) {
      this.#did('event', event, properties);
      await this.#call({ type: 'track', event, properties, timestamp: new Date(this.#world.now).toISOString() });
    }
  }

  #did(action: string, name: string, detail: JsonObject): void {
    this.#acts.push({ at: this.#world.now, kind: 'act', action, name, version: 0, detail });
  }

  async #call(call: JsonObject): Promise<void> {
    const answer = await this.#world.call({ userId: 'somebody', ...call }, this.#who.by);
    if (answer instanceof Refusal) throw impossible(said`the door refuses an event of the script: ${answer.field} ${reasonSaid(answer)}`);
  }

  /** As a request of `POST /v1/journeys/:journey/start` becomes one. */
  #started(properties: JsonObject): EventEntry {
    const { now } = this.#world;
    const messageId = `rehearsal-start-${++this.#calls}`;
    const about = { type: 'event', call: 'track', event: START_EVENT, messageId, source: OWN_SOURCE } as const;
    return { ...about, time: now, receivedAt: now, identifiers: [this.#who.by], properties, start: { journey: this.#wish.journey } };
  }

  async #told(): Promise<TrialReport> {
    const { reader, facts, messages, now, zone } = this.#world;
    const { journey, start } = this.#wish;
    const { by, known } = this.#who;
    const customer = await readByIdentifier(reader, by);
    const ids = new Set<string>(customer ? [customer.id, ...customer.absorbed] : []);
    const own = facts.filter((fact) => ids.has(fact.customer));
    const all = [...this.#acts, ...own.filter(isTold).map(happeningOf)].map((one, index) => ({ one, index }));
    // Of one instant, what was done comes first: its facts follow from it.
    const happenings = all.sort((a, b) => a.one.at - b.one.at || a.index - b.index).map(({ one }) => one);
    const entered = own.filter(({ kind, action, name }) => kind === 'journey' && action === 'entered' && name === journey).length;
    const isAsked = own.some(({ kind, name }) => (kind === 'journey' || kind === 'decision') && name === journey);
    const isThere = isAsked || known?.report.inside !== undefined;
    const asked = { world: this.#world, ids, journey, before: known?.facts ?? [] };
    const whyNot = isThere || !customer ? undefined : await whyNotOf({ ...asked, customer });
    const [inside] = customer ? placesIn(customer, journey) : [];
    return {
      journey,
      ...(known && { customer: known.customer, known: known.report }),
      start,
      end: now,
      timeZone: zone,
      entered,
      steps: stepsOf(
        own,
        journey,
        (known?.steps ?? []).map((one) => ({ ...one, at: start })),
      ),
      ...(inside && { inside }),
      ...(whyNot && { whyNot: { rule: whyNot.rule, read: whyNot.read } }),
      happenings: happenings.slice(0, HAPPENINGS_MAX),
      more: Math.max(0, happenings.length - HAPPENINGS_MAX),
      messages: messages
        .filter(({ command }) => ids.has(command.customer))
        .slice(0, MESSAGES_MAX)
        .map(messageOf),
    };
  }
}

const START_EVENT = 'Journey Start Requested';

function happeningOf({ at, kind, action, name, version = 0, journey, step, subject, detail = {} }: FactRow): Happening {
  return {
    ...{ at, kind, action, name, version, detail },
    ...(journey !== undefined && { journey }),
    ...(step !== undefined && { step }),
    ...(subject !== undefined && { subject }),
  };
}

/** A step that a customer rests at is told twice, on coming and on going on: the first counts. */
function stepsOf(facts: readonly FactRow[], journey: string, before: readonly TrialStep[]): readonly TrialStep[] {
  const steps = [...before];
  for (const { kind, action, name, step, at, detail } of facts) {
    if (kind !== 'journey' || action !== 'moved' || name !== journey || step === undefined) continue;
    if (steps.at(-1)?.step === step) continue;
    const until = detail?.until;
    steps.push({ step, at, ...(typeof until === 'number' && { until }) });
  }
  return steps;
}

function messageOf({ command, decidedAt, status, endedAt, reason, content }: Message): TrialMessage {
  const { message, journey, step, channel, template, to } = command;
  return {
    ...{ message, journey, step, channel, template, decidedAt, status },
    ...(endedAt !== undefined && { endedAt }),
    ...(reason !== undefined && { reason }),
    ...(to !== undefined && { to }),
    ...(content && {
      content: {
        format: content.format,
        body: content.body,
        ...(content.subject !== undefined && { subject: content.subject }),
      },
    }),
  };
}

function impossible(problem: Said): VolanoError {
  return new VolanoError('VOLANO_REHEARSAL_IMPOSSIBLE', { problem });
}
