/**
 * Unpublished changes of an installation, one of each definition.
 *
 * P1. A change is saved only over what its maker has seen: neither a change that somebody else saved meanwhile nor what a later release says of the
 *     definition is written over unseen.
 * P2. A change that says what is released is none: it goes when it is saved, and when a release has come to say the same.
 * P3. An incomplete definition is kept as it is, with what is wrong with it.
 */
import { kindOf, VolanoError } from '../../base/index.ts';
import { type Definition, type Project, type Release, type Text, textSchema } from '../../define/index.ts';
import { type Desk, type DeskKind, deskKey, jsonBytes, jsonValue } from '../../port/state/index.ts';
import { said } from '../said.ts';
import { type ChangeKey, type ChangeProblem, type ListedChange, nameOf, type ShownChange, type StoredChange } from './change.ts';
import { isSame, problemsByChange, projectWith, withNeeded } from './unpublished.ts';

export const CHANGES_DESK: DeskKind = { name: 'changes' };

/** What is saved. `revision`: of the change as it was read; absent or 0: there was none. */
export interface ChangeWish extends Pick<StoredChange, 'definition' | 'on' | 'by'> {
  readonly revision?: number;
}

/** A change that is chosen; with a revision, only if it is still that one. */
export interface ChangePick extends ChangeKey {
  readonly revision?: number;
}

interface ChangesParts {
  readonly desk: Desk;
  /** Ascending. */
  readonly releases: () => readonly Release[];
  /** Wall clock, ms. */
  readonly now: () => number;
}

interface Judged {
  readonly of: string;
  readonly problems: ReadonlyMap<string, readonly ChangeProblem[]>;
}

const PAGE = 1_000;
const PREFIX = deskKey('change');
const COUNTER = deskKey('revision');
const changeKey = ({ kind, id }: ChangeKey): Uint8Array => deskKey('change', kind, id);

/** What is left of definitions, over the releases there are. */
export class Changes {
  readonly #parts: ChangesParts;
  /** The check of a project takes a while, and is asked for again and again. */
  #judged: Judged | undefined;

  constructor(parts: ChangesParts) {
    this.#parts = parts;
  }

  /** The latest first. */
  async list(): Promise<readonly ListedChange[]> {
    const all = await this.#all();
    const problems = this.#problems(all);
    return all
      .map((change): ListedChange => {
        const { definition, ...kept } = change;
        const released = this.#released(change);
        return {
          ...kept,
          name: nameIn(definition) ?? nameIn(released) ?? { en: kept.id, zh: kept.id },
          action: !definition ? 'removed' : released ? 'changed' : 'new',
          problems: problems.get(nameOf(kept))?.length ?? 0,
          overtaken: this.#overtakenBy(change) !== undefined,
        };
      })
      .sort((one, other) => other.at - one.at || other.revision - one.revision);
  }

  /** Undefined when there is none. */
  async get(key: ChangeKey): Promise<ShownChange | undefined> {
    const all = await this.#all();
    const change = all.find((one) => nameOf(one) === nameOf(key));
    return change && this.#shown(change, all);
  }

  /**
   * Keeps a definition as it was left (P1 to P3), with its kind and id. Resolves to what is there now: `revision` 0 where it says what is released. Rejects with
   * VOLANO_CHANGE_CONFLICT, VOLANO_CHANGE_OVERTAKEN and VOLANO_RELEASE_UNKNOWN.
   */
  async put(key: ChangeKey, wish: ChangeWish): Promise<ShownChange> {
    const ids = { kind: key.kind, id: key.id };
    const latest = this.#latest?.number ?? 0;
    if (wish.on > latest) throw new VolanoError('VOLANO_RELEASE_UNKNOWN', { number: wish.on, latest });
    const saved = await this.#parts.desk.change({
      reads: [changeKey(key), COUNTER],
      decide: ([value, counter]) => {
        const held = value && jsonValue<StoredChange>(value);
        const before = held && !this.#isReleased(held) ? held : undefined;
        // What somebody sends again because an answer was lost.
        if (before && before.on === wish.on && isSame(before.definition, wish.definition)) return { writes: [], result: before };
        if ((wish.revision ?? 0) !== (before?.revision ?? 0)) throw conflict(key, before);
        const { on, by } = wish;
        const definition = wish.definition && { ...wish.definition, ...ids };
        const change: StoredChange = { ...ids, definition, on, revision: 0, by, at: this.#parts.now() };
        if (this.#isReleased(change)) return { writes: [{ key: changeKey(key), value: undefined }], result: change };
        this.#assertCurrent(change);
        const revision = (counter ? jsonValue<number>(counter) : 0) + 1;
        const kept = { ...change, revision };
        const writes = [
          { key: changeKey(key), value: jsonBytes(kept) },
          { key: COUNTER, value: jsonBytes(revision) },
        ];
        return { writes, result: kept };
      },
    });
    const others = (await this.#all()).filter((one) => nameOf(one) !== nameOf(saved));
    return this.#shown(saved, saved.revision === 0 ? others : [...others, saved]);
  }

  /** What is discarded; undefined when there was nothing. */
  discard(key: ChangeKey): Promise<StoredChange | undefined> {
    return this.#parts.desk.change({
      reads: [changeKey(key)],
      decide: ([value]) => ({
        writes: value ? [{ key: changeKey(key), value: undefined }] : [],
        result: value && jsonValue<StoredChange>(value),
      }),
    });
  }

  /**
   * The newest release with these changes, and with the new definitions that they refer to; absent: with all of them. It may be incomplete. Rejects with
   * VOLANO_RESOURCE_UNKNOWN, VOLANO_CHANGE_CONFLICT and VOLANO_CHANGE_OVERTAKEN.
   */
  async project(only?: readonly ChangePick[]): Promise<Project> {
    const all = await this.#all();
    const picked = only?.map((pick) => pickedFrom(pick, all)) ?? all;
    const changes = withNeeded(picked, all, this.#latest);
    for (const change of changes) this.#assertCurrent(change);
    return projectWith(this.#latest, changes);
  }

  /** As they were left, with their definitions. */
  kept(): Promise<readonly StoredChange[]> {
    return this.#all();
  }

  /** Lets go of what a release has come to say (P2). */
  async settle(): Promise<void> {
    await this.#all();
  }

  close(): Promise<void> {
    return this.#parts.desk.close();
  }

  get #latest(): Release | undefined {
    return this.#parts.releases().at(-1);
  }

  #released(key: ChangeKey, release: Release | undefined = this.#latest): Definition | undefined {
    return release?.definitions.find(({ definition }) => definition.kind === key.kind && definition.id === key.id)?.definition;
  }

  #isReleased(change: StoredChange): boolean {
    return isSame(change.definition, this.#released(change));
  }

  /** The first release after the one it is made on that says something else of the definition, if the newest one still does. */
  #overtakenBy(change: StoredChange): Release | undefined {
    const releases = this.#parts.releases();
    const seen = this.#released(
      change,
      releases.find(({ number }) => number === change.on),
    );
    if (isSame(seen, this.#released(change))) return undefined;
    return releases.find((release) => release.number > change.on && !isSame(seen, this.#released(change, release)));
  }

  #assertCurrent(change: StoredChange): void {
    const release = this.#overtakenBy(change);
    if (!release) return;
    const { kind, id, on } = change;
    throw new VolanoError('VOLANO_CHANGE_OVERTAKEN', { kind: kindOf(kind), id, on, number: release.number });
  }

  /** Those that there are; what says no more than what is released is let go of. */
  async #all(): Promise<readonly StoredChange[]> {
    const all: StoredChange[] = [];
    const gone: StoredChange[] = [];
    for (let start: Uint8Array = PREFIX; ; ) {
      const pairs = await this.#parts.desk.range({ prefix: PREFIX, start, limit: PAGE });
      for (const [, value] of pairs) {
        const change = jsonValue<StoredChange>(value);
        (this.#isReleased(change) ? gone : all).push(change);
      }
      const last = pairs.at(-1);
      if (!last || pairs.length < PAGE) break;
      start = Buffer.concat([last[0], Buffer.of(0)]);
    }
    await Promise.all(gone.map((change) => this.#letGo(change)));
    return all;
  }

  #letGo(change: StoredChange): Promise<void> {
    const key = changeKey(change);
    return this.#parts.desk.change({
      reads: [key],
      decide: ([value]) => {
        const isStill = value !== undefined && jsonValue<StoredChange>(value).revision === change.revision;
        return { writes: isStill ? [{ key, value: undefined }] : [], result: undefined };
      },
    });
  }

  #shown(change: StoredChange, all: readonly StoredChange[]): ShownChange {
    return {
      ...change,
      released: this.#released(change) ?? null,
      problems: this.#problems(all).get(nameOf(change)) ?? [],
      overtaken: this.#overtakenBy(change) !== undefined,
    };
  }

  #problems(all: readonly StoredChange[]): ReadonlyMap<string, readonly ChangeProblem[]> {
    const of = `${this.#latest?.number ?? 0}: ${all
      .map(({ revision }) => revision)
      .sort()
      .join(' ')}`;
    if (this.#judged?.of !== of) this.#judged = { of, problems: problemsByChange(this.#latest, all) };
    return this.#judged.problems;
  }
}

function pickedFrom({ revision, ...key }: ChangePick, all: readonly StoredChange[]): StoredChange {
  const change = all.find((one) => nameOf(one) === nameOf(key));
  if (revision !== undefined && revision !== (change?.revision ?? 0)) throw conflict(key, change);
  if (!change) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'change', id: `${key.kind}/${key.id}` });
  return change;
}

function conflict({ kind, id }: ChangeKey, now: StoredChange | undefined): VolanoError {
  const happened = now ? said`was saved by ${now.by}` : said`was discarded or released`;
  return new VolanoError('VOLANO_CHANGE_CONFLICT', { kind: kindOf(kind), id, happened });
}

function nameIn(definition: object | null | undefined): Text | undefined {
  return textSchema.safeParse((definition as { readonly name?: unknown } | null | undefined)?.name).data;
}
