/**
 * What staff says of identifiers on a running engine: bound to a profile, or taken out of one. Each is one entry of the log and one commit (M1).
 */
import { type CustomerId, type Said, VolanoError } from '../../base/index.ts';
import {
  type BindRefusal,
  bind,
  type Identifier,
  IdentityOverlay,
  identifierKey,
  type LiveIdentity,
  type Resolution,
} from '../../core/index.ts';
import { followMoves, quoted } from '../../learn/index.ts';
import type { UnbindQuestion } from '../engine/index.ts';
import { customerOf, readById, recordOf } from '../reading.ts';
import { said } from '../said.ts';
import { type BindPreview, previewOfBind, type ShownAbout, shownOf, type UnmergePreview } from './preview.ts';
import { caughtUp, partingAboutOf, previewParting, type UnmergesWorld } from './world.ts';

/** `linked`: nobody had the identifier; `merged`: two profiles have become one; `bound`: it belonged to the profile already. */
export type BindOutcome = 'linked' | 'merged' | 'bound';

export interface Bound {
  readonly outcome: BindOutcome;
  /** The profile that both belong to. */
  readonly customer: CustomerId;
}

export interface BindPreviewed extends Bound, BindPreview {}

export interface Unbound {
  /** The customer that has the identifier now. */
  readonly customer: CustomerId;
}

/** How often it is tried again when the profile has changed meanwhile. */
const TRIES_MAX = 3;

/** Binds identifiers to profiles and takes them out; one after the other, as they are asked for. */
export class Bindings {
  readonly #world: UnmergesWorld;

  constructor(world: UnmergesWorld) {
    this.#world = world;
  }

  /** What it would come to. Rejects as `bind` does. */
  async previewBind(identifier: Identifier, to: Identifier): Promise<BindPreviewed> {
    const { state, appender, partition } = this.#world;
    const plan = this.#world.plan();
    const now = appender.time;
    await caughtUp(this.#world);
    const { resolution, outcome } = await this.#accepted(identifier, to);
    const { customer, merges } = resolution;
    const ids = [customer, ...merges.map(({ from }) => from)];
    const events = await this.#eventsOf(ids);
    const shown: { read: NonNullable<Awaited<ReturnType<typeof readById>>>; about: ShownAbout }[] = [];
    for (const id of ids) {
      const read = await readById({ state, plan: () => plan, now: () => now }, id);
      if (read?.id !== id) throw changed(identifier);
      shown.push({ read, about: { identifiers: read.identifiers, events: events.get(id) ?? 0 } });
    }
    const [kept, gone] = shown;
    if (kept && gone) {
      const pair = { customers: [kept.read.customer, gone.read.customer], about: [kept.about, gone.about] } as const;
      return { outcome, customer, ...previewOfBind(pair, { plan, now, partition }) };
    }
    const before = shownOf(kept!.read.customer, kept!.about, { plan, now });
    return {
      outcome,
      customer,
      before: [before],
      after: outcome === 'linked' ? { ...before, identifiers: [...before.identifiers, identifier] } : before,
    };
  }

  /**
   * Does it. Resolves when it is committed. Rejects with VOLANO_RESOURCE_UNKNOWN, VOLANO_IDENTIFIER_BLOCKED, VOLANO_IDENTIFIER_SHARED, VOLANO_BIND_EXCEEDED;
   * with VOLANO_PROFILE_CHANGED when others kept it from coming about.
   */
  async bind(identifier: Identifier, to: Identifier, { by }: { readonly by: string }): Promise<Bound> {
    const { appender, engine, state } = this.#world;
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const { resolution, outcome } = await this.#accepted(identifier, to);
      if (outcome === 'bound') return { outcome, customer: resolution.customer };
      const [appended] = await appender.entries([{ type: 'bind', identifiers: [identifier, to], by }]);
      await engine.reached(appended!);
      const [one, other] = await Promise.all([customerOf({ state }, identifier), customerOf({ state }, to)]);
      if (one !== undefined && one === other) return { outcome, customer: one };
    }
    throw changed(identifier);
  }

  /** What it would come to. Rejects as `unbind` does. */
  async previewUnbind(identifier: Identifier): Promise<UnmergePreview> {
    const preview = await previewParting(await this.#questionOf(identifier), this.#world);
    if (!preview) throw changed(identifier);
    return preview;
  }

  /**
   * Does it. Resolves when it is committed and the warehouse follows it. Rejects with VOLANO_RESOURCE_UNKNOWN, VOLANO_UNBIND_ALONE or
   * VOLANO_UNMERGE_PREPARING; with VOLANO_PROFILE_CHANGED when others kept it from coming about.
   */
  async unbind(identifier: Identifier, { by }: { readonly by: string }): Promise<Unbound> {
    const { appender, engine, warehouse } = this.#world;
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const question = await this.#questionOf(identifier);
      const [appended] = await appender.entries([{ type: 'unbind', by, ...question }]);
      await engine.reached(appended!);
      const { customer, record } = await this.#profileOf(identifier);
      if (!record.discounts?.some(({ until }) => until === appended!.position)) continue;
      await caughtUp(this.#world);
      await followMoves(warehouse);
      return { customer };
    }
    throw changed(identifier);
  }

  async #questionOf(identifier: Identifier): Promise<UnbindQuestion> {
    if (this.#world.plan().preparation) throw new VolanoError('VOLANO_UNMERGE_PREPARING', {});
    const { customer, record } = await this.#profileOf(identifier);
    if (record.links.length === 1) throw new VolanoError('VOLANO_UNBIND_ALONE', { identifier: identifier.join(':'), customer });
    const about = await partingAboutOf([{ customer, record }], await caughtUp(this.#world), this.#world);
    return { customer, identifier, ...about(customer) };
  }

  async #profileOf(identifier: Identifier): Promise<{ customer: CustomerId; record: LiveIdentity }> {
    const { state } = this.#world;
    const customer = await customerOf({ state }, identifier);
    const record = customer === undefined ? undefined : await recordOf(state, customer);
    if (customer === undefined || record?.state !== 'live') throw unknown(identifier);
    return { customer, record };
  }

  /** What the engine would make of it now. Rejects when it would refuse. */
  async #accepted(identifier: Identifier, to: Identifier): Promise<{ resolution: Resolution; outcome: BindOutcome }> {
    const { state, partition, engine, appender } = this.#world;
    const { identity } = this.#world.plan();
    const overlay = new IdentityOverlay();
    for (const one of [identifier, to]) {
      const customer = await customerOf({ state }, one);
      overlay.loadIdentifier(identifierKey(one), customer);
      if (customer !== undefined) overlay.loadIdentity(customer, await recordOf(state, customer));
    }
    const address = { partition, position: engine.status.position + 1, ordinal: 0 };
    const resolution = bind(overlay, { identifiers: [identifier, to], at: appender.time, address, source: '', by: '' }, identity);
    if (!('refused' in resolution)) {
      const { merges, facts } = resolution;
      return { resolution, outcome: merges.length > 0 ? 'merged' : facts.length > 0 ? 'linked' : 'bound' };
    }
    const isWrong = (one: Identifier) =>
      resolution.refused === 'blocked' ? identity.blocked(one) !== undefined : !identity.of(one[0]).merges;
    throw refusal(resolution.refused, { wrong: isWrong(identifier) ? identifier : to, identifier, to });
  }

  async #eventsOf(customers: readonly CustomerId[]): Promise<ReadonlyMap<CustomerId, number>> {
    const rows = await this.#world.warehouse.query<{ customer: string; events: number }>(
      `SELECT customer, count() AS events FROM events_by_customer WHERE customer IN (${customers.map(quoted).join(', ')}) GROUP BY customer`,
    );
    return new Map(rows.map(({ customer, events }) => [customer, Number(events)]));
  }
}

const EXCEEDED: Readonly<Record<'limit' | 'identifiers' | 'merges', Said>> = {
  limit: said`the limit of a namespace`,
  identifiers: said`1,000 identifiers`,
  merges: said`100 merges`,
};

function refusal(
  reason: BindRefusal,
  { wrong, identifier, to }: { readonly wrong: Identifier; readonly identifier: Identifier; readonly to: Identifier },
): VolanoError {
  const text = wrong.join(':');
  switch (reason) {
    case 'blocked':
      return new VolanoError('VOLANO_IDENTIFIER_BLOCKED', { identifier: text });
    case 'shared':
      return new VolanoError('VOLANO_IDENTIFIER_SHARED', { identifier: text, namespace: wrong[0] });
    case 'unknown':
      return unknown(to);
    default:
      return new VolanoError('VOLANO_BIND_EXCEEDED', { identifier: identifier.join(':'), to: to.join(':'), limit: EXCEEDED[reason] });
  }
}

function unknown(identifier: Identifier): VolanoError {
  return new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'customer', id: identifier.join(':') });
}

function changed(identifier: Identifier): VolanoError {
  return new VolanoError('VOLANO_PROFILE_CHANGED', { identifier: identifier.join(':') });
}
