/**
 * Releases that wait for a second person. What is proposed, approved and rejected are entries of the log, so it is kept who did it and when; the entry of
 * the proposal holds all that would be released.
 */
import { hash53, VolanoError } from '../../base/index.ts';
import { type DraftEntry, decodeEntry } from '../../core/index.ts';
import type { ApprovalDefinition, Project, Release, RolloutSettings } from '../../define/index.ts';
import type { Log } from '../../port/log/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { Appending } from '../appender.ts';
import type { EngineLink } from '../engine/index.ts';
import { canonicalText } from '../project/index.ts';
import { approvalIn, memberOf } from './approval.ts';
import type { Edits } from './review.ts';

export interface DraftsParts {
  readonly warehouse: Pick<Warehouse, 'query'>;
  readonly log: Pick<Log, 'get'>;
  readonly appender: Pick<Appending, 'entries' | 'time'>;
  readonly engine: Pick<EngineLink, 'reached' | 'status'>;
  readonly sink: { flush(seq: number): Promise<void> };
  readonly releases: { readonly list: readonly Release[] };
}

/** A release that one member has proposed. */
export interface Draft {
  readonly id: string;
  readonly by: string;
  /** When it was proposed, ms. */
  readonly at: number;
  readonly note?: string;
  /** The release that it was made on. */
  readonly base: number;
  readonly definitions: number;
}

/** A draft with all that would be released. */
export interface Proposal {
  readonly id: string;
  readonly by: string;
  readonly note?: string;
  readonly base: number;
  readonly project: Project;
  readonly edits?: Edits;
  readonly rollout?: RolloutSettings | 'at_once';
}

interface Row {
  readonly action: DraftEntry['action'];
  readonly by: string;
  readonly at: number;
  readonly id: string;
  readonly detail: string;
  readonly partition: number;
  readonly position: number;
}

/** What is proposed, and what members say to it. */
export class Drafts {
  readonly #parts: DraftsParts;

  constructor(parts: DraftsParts) {
    this.#parts = parts;
  }

  /** What the workspace in force asks for; undefined: a release goes live at once. */
  get rule(): ApprovalDefinition | undefined {
    return approvalIn(this.#parts.releases.list.at(-1));
  }

  /** Who it is. Throws VOLANO_MEMBER_UNKNOWN. Undefined where nobody is asked for. */
  memberBehind(token: string | undefined): string | undefined {
    return this.rule && memberOf(this.rule, token);
  }

  /** Writes a proposal down; resolves to its id when the engine has it. */
  async propose({ project, by, note, edits, rollout }: Omit<Proposal, 'id' | 'base'>): Promise<string> {
    const base = this.#parts.releases.list.at(-1)?.number ?? 0;
    const id = hash53(
      canonicalText({ project, by, edits, ...(rollout !== undefined && { rollout }), base, at: this.#parts.appender.time }),
    ).toString(36);
    await this.#append({
      type: 'draft',
      action: 'proposed',
      id,
      by,
      base,
      project,
      ...(note !== undefined && { note }),
      ...(edits && { edits }),
      ...(rollout !== undefined && { rollout }),
    });
    return id;
  }

  /** Those that wait, the newest first. */
  async list(): Promise<readonly Draft[]> {
    const rows = await this.#rows();
    const decided = new Set(rows.filter(({ action }) => action !== 'proposed').map(({ id }) => id));
    return rows
      .filter(({ action, id }) => action === 'proposed' && !decided.has(id))
      .map(({ id, by, at, detail }) => ({ id, by, at, ...(JSON.parse(detail) as Pick<Draft, 'note' | 'base' | 'definitions'>) }))
      .reverse();
  }

  /** A draft that waits. Throws VOLANO_RESOURCE_UNKNOWN or VOLANO_DRAFT_DECIDED. */
  async waiting(id: string): Promise<Proposal> {
    const rows = (await this.#rows()).filter((row) => row.id === id);
    const proposed = rows.find(({ action }) => action === 'proposed');
    const decided = rows.find(({ action }) => action !== 'proposed');
    if (decided && decided.action !== 'proposed')
      throw new VolanoError('VOLANO_DRAFT_DECIDED', { id, action: decided.action, by: decided.by });
    const [record] = proposed ? await this.#parts.log.get(proposed.partition, [proposed.position]) : [];
    const entry = record && decodeEntry(record.value);
    if (entry?.type !== 'draft' || entry.action !== 'proposed') throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'draft', id });
    return entry;
  }

  /** Notes that a second person has approved it; what it would release. Throws as `waiting` does, and VOLANO_DRAFT_OWN or VOLANO_DRAFT_OVERTAKEN. */
  async approve(id: string, by: string): Promise<Proposal> {
    const draft = await this.waiting(id);
    if (draft.by === by) throw new VolanoError('VOLANO_DRAFT_OWN', { id, by });
    const latest = this.#parts.releases.list.at(-1)?.number ?? 0;
    if (draft.base !== latest) throw new VolanoError('VOLANO_DRAFT_OVERTAKEN', { id, base: draft.base, latest });
    await this.#append({ type: 'draft', action: 'approved', id, by });
    return draft;
  }

  /** Notes that it is not to go live; its maker may take it back so. Throws as `waiting` does. */
  async reject(id: string, by: string, note?: string): Promise<void> {
    await this.waiting(id);
    await this.#append({ type: 'draft', action: 'rejected', id, by, ...(note !== undefined && { note }) });
  }

  async #append(entry: DraftEntry): Promise<void> {
    const { appender, engine } = this.#parts;
    const appended = await appender.entries([entry]);
    await Promise.all(appended.map((place) => engine.reached(place)));
  }

  async #rows(): Promise<readonly Row[]> {
    const { warehouse, sink, engine } = this.#parts;
    await sink.flush(engine.status.seq);
    return warehouse.query<Row>(
      `SELECT action, name AS by, toFloat64(toUnixTimestamp64Milli(facts.at)) AS at, subject AS id, detail, partition, toFloat64(position) AS position
FROM facts WHERE kind = 'draft' ORDER BY facts.at, seq`,
    );
  }
}
