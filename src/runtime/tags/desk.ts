/** The health of the running product's tags: counted, audited against the raw events, and judged by people. Changes nothing of what is known. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type CustomerId, VolanoError } from '../../base/index.ts';
import { runDue } from '../../core/index.ts';
import {
  contradictionsOf,
  drawnCustomers,
  eventsLastAt,
  followContradictions,
  type Share,
  type Sink,
  shareOf,
  tagsLastTakenAt,
} from '../../learn/index.ts';
import type { Papers, StateView } from '../../port/state/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { Appending } from '../appender.ts';
import type { EngineLink } from '../engine/index.ts';
import { usersOf } from '../groups/index.ts';
import type { Standing } from '../installation.ts';
import { readCustomersAt } from '../reading.ts';
import type { Releases } from '../releases.ts';
import { said } from '../said.ts';
import { type AuditRequest, auditOf, type TagAudit } from './audit.ts';
import { HealthCount, type TagHealth, type TagsHealth } from './health.ts';
import { type AuditedTag, type JudgedAccuracy, type JudgedSheet, TagRecords } from './records.ts';
import { type TagRule, type TagRules, tagRulesOf } from './rules.ts';
import { type JudgedRows, sheetOf, type TagSheet } from './sheet.ts';
import { type TagVerdict, verdictOf } from './verdict.ts';

export interface TagDeskParts {
  readonly warehouse: Warehouse;
  readonly state: StateView;
  readonly releases: Releases;
  readonly engine: Pick<EngineLink, 'status'>;
  readonly standing: Standing;
  readonly appender: Pick<Appending, 'time'>;
  readonly sink: Pick<Sink, 'flush'>;
  readonly options: { readonly offline?: boolean };
  readonly papers: Papers;
}

/** A tag with what has been found about it, of the version in force. */
export interface TagFigures extends TagHealth {
  /** Whether it is sound, and if not, why. */
  readonly verdict: TagVerdict;
  /** By the latest audit that compared it. */
  readonly audited?: AuditedTag;
  /** By the latest sheet that people have judged. */
  readonly judged?: JudgedAccuracy;
}

export interface TagsFigures extends Omit<TagsHealth, 'tags'> {
  readonly tags: readonly TagFigures[];
  /** Over all tags: answers compared in their latest audits, and how many were the same. Absent before the first. */
  readonly agreement?: Share;
}

export interface DrawRequest {
  /** How many customers. */
  readonly sample: number;
  /** The same seed draws the same ones. */
  readonly seed: string;
}

/** Customers between which the thread is let go. */
const AT_ONCE = 50;

/** The health of tags, of one running product. */
export class TagDesk {
  readonly #parts: TagDeskParts;
  readonly #records: TagRecords;
  #followed: string | undefined;

  constructor(parts: TagDeskParts) {
    this.#parts = parts;
    this.#records = new TagRecords(parts.papers);
  }

  get #rules(): TagRules {
    const { releases } = this.#parts;
    return tagRulesOf(releases.list.at(-1), releases.plan);
  }

  /** Where nothing goes on, time stands at the last entry. */
  get #now(): number {
    const { options, engine, appender } = this.#parts;
    return options.offline ? engine.status.at : appender.time;
  }

  /** Has the warehouse know which tags contradict each other by the running release. Never rejects: what failed is tried at the next call. */
  async follow(): Promise<void> {
    const { pairs } = this.#rules;
    const text = JSON.stringify(pairs);
    if (text === this.#followed) return;
    try {
      await followContradictions(this.#parts.warehouse, pairs);
      this.#followed = text;
    } catch (error) {
      process.emitWarning(error instanceof Error ? error : String(error));
    }
  }

  /** All tags. Waits for the warehouse to have what the engine has. */
  async figures({ sample, seed }: DrawRequest): Promise<TagsFigures> {
    const { warehouse, state, engine, sink, releases, options } = this.#parts;
    await this.follow();
    const { position, seq } = engine.status;
    await sink.flush(seq);
    const { plan } = releases;
    const now = this.#now;
    const contradictions = await contradictionsOf(warehouse);
    const drawn = await drawnCustomers(warehouse, { seed, limit: sample });
    const { counters } = engine.status;
    const count = new HealthCount({ rules: this.#rules, plan, now, position, counters, contradictions });
    for (let start = 0; start < drawn.length; start += AT_ONCE) {
      const page = await readCustomersAt(state, drawn.slice(start, start + AT_ONCE) as readonly CustomerId[], plan);
      for (const { customer } of page) {
        // Where nothing goes on nobody runs what has fallen due.
        if (options.offline) runDue(customer, { plan, now });
        count.take(customer);
      }
      await nextTurn();
    }
    const health = count.health();
    const verdictOn = await this.#verdicts(health, now);
    const tags: TagFigures[] = [];
    for (const tag of health.tags) tags.push({ ...(await this.#found(tag)), verdict: verdictOn(tag) });
    const audited = tags.flatMap((tag) => (tag.audited ? [tag.audited.agreement] : []));
    const sum = (pick: (share: Share) => number): number => audited.reduce((total, share) => total + pick(share), 0);
    const agreement = shareOf(
      sum(({ count: same }) => same),
      sum(({ of }) => of),
      true,
    );
    return { ...health, tags, ...(agreement && { agreement }) };
  }

  async #verdicts({ tags, contradictions }: TagsHealth, now: number): Promise<(tag: TagHealth) => TagVerdict> {
    const { warehouse, releases } = this.#parts;
    const { byId } = this.#rules;
    const users = usersOf(releases.list.at(-1));
    const lastAt = await eventsLastAt(warehouse, [...new Set([...byId.values()].flatMap(({ reads }) => reads))]);
    const empty = tags.filter(({ holders }) => holders === 0).map(({ id }) => id);
    const takenAt = await tagsLastTakenAt(warehouse, empty);
    return (tag) =>
      verdictOf(tag, {
        now,
        lastAt,
        reads: byId.get(tag.id)?.reads ?? [],
        takenAt: takenAt.get(tag.id),
        usedBy: users.get(`tag.${tag.id}`) ?? [],
        contradictedBy: contradictions.flatMap(({ tags: pair }) => (pair.includes(tag.id) ? pair.filter((id) => id !== tag.id) : [])),
      });
  }

  async #found(tag: TagHealth): Promise<Omit<TagFigures, 'verdict'>> {
    const audited = await this.#records.auditOf(tag.id);
    const judged = accuracyOf(await this.#records.judgedOf(tag.id), tag.version);
    return { ...tag, ...(audited?.version === tag.version && { audited }), ...(judged && { judged }) };
  }

  /** Recomputes tags from the raw events, and remembers what came of it. Rejects with VOLANO_RESOURCE_UNKNOWN. */
  async audit(request: AuditRequest): Promise<TagAudit> {
    const { releases } = this.#parts;
    const rules = this.#rules;
    if (request.tag !== undefined) this.#rule(request.tag);
    const world = { ...this.#parts, release: releases.list.at(-1), plan: releases.plan, rules, now: () => this.#now };
    const audit = await auditOf(request, world);
    await this.#records.keepAudit(audit, new Map(rules.tags.map(({ tag, version }) => [tag.id, version])));
    return audit;
  }

  /** Some who hold a tag, for people to judge. Rejects with VOLANO_RESOURCE_UNKNOWN. */
  async sheet(tag: string, request: DrawRequest): Promise<TagSheet> {
    const { releases } = this.#parts;
    return sheetOf(this.#rule(tag), request, { ...this.#parts, plan: releases.plan, now: this.#now });
  }

  /** Remembers what people said of a sheet. Rejects with VOLANO_RESOURCE_UNKNOWN, and VOLANO_QUERY_INVALID when nobody has said anything. */
  async judge({ tag, ...sheet }: JudgedRows): Promise<JudgedAccuracy> {
    this.#rule(tag);
    const judged = { ...sheet, at: Date.now() };
    const accuracy = accuracyOf([judged], judged.version);
    if (!accuracy) throw new VolanoError('VOLANO_QUERY_INVALID', { field: 'right', problem: said`no row is marked right or wrong` });
    await this.#records.keepJudged(tag, judged);
    return accuracy;
  }

  #rule(id: string): TagRule {
    const rule = this.#rules.byId.get(id);
    if (rule) return rule;
    throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'tag', id });
  }
}

/** By the latest sheet of the version. */
function accuracyOf(sheets: readonly JudgedSheet[], version: number): JudgedAccuracy | undefined {
  const latest = sheets.find((one) => one.version === version);
  const accuracy = latest && shareOf(latest.right, latest.right + latest.wrong, true);
  return accuracy && { ...latest, accuracy };
}
