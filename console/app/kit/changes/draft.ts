/**
 * One definition as it is edited here, and its way to the server: saved a moment after the last edit, one save at a time, and nothing over what
 * somebody else has saved or released meanwhile before the person has chosen.
 */
import { ApiError, answerOf, api } from '../../api/index.ts';
import type { ChangeProblem, DefinitionKind, UnpublishedChange } from '../../api/schema.ts';

export type { ChangeProblem } from '../../api/schema.ts';

/** A definition that may be incomplete. */
export type LooseDefinition = Readonly<Record<string, unknown>>;

export interface ChangeKey {
  readonly kind: DefinitionKind;
  readonly id: string;
}

/** `unchanged`: it says what is released. `waiting`: edited, to be saved in a moment. `conflict`: somebody has to choose. */
export type ChangeState = 'unchanged' | 'waiting' | 'saving' | 'saved' | 'failed' | 'conflict';

/** What somebody else has done meanwhile: saved another change, discarded or released this one, or released another version of the definition. */
export interface Conflict {
  readonly how: 'saved' | 'discarded' | 'released';
  /** What is there now; `null`: nothing, or it is to be removed. */
  readonly theirs: LooseDefinition | null;
  /** Name of who saved it, where it is known. */
  readonly by?: string;
}

export interface ChangeSnapshot {
  /** As it is edited here; `null`: there is none, or it is to be removed. */
  readonly definition: LooseDefinition | null;
  readonly released: LooseDefinition | null;
  readonly problems: readonly ChangeProblem[];
  readonly state: ChangeState;
  /** Of the last save. */
  readonly by?: string;
  readonly at?: number;
  readonly conflict?: Conflict;
  /** Why it could not be saved. */
  readonly error?: unknown;
}

/** What is released is told beside it. */
type Left = Omit<UnpublishedChange, 'released'>;

/** What the server has: the change, if there is one, and what is released. */
export interface Loaded {
  readonly change: Left | undefined;
  readonly released: LooseDefinition | null;
  /** Number of the newest release. */
  readonly release: number;
}

export interface DraftOptions {
  /** Between the last edit and the save, ms. */
  readonly delayMs?: number;
  /** After each save. */
  readonly onSaved?: () => void;
}

const DELAY_MS = 800;

export async function loadChange({ kind, id }: ChangeKey, signal?: AbortSignal): Promise<Loaded> {
  const asked = signal && { signal };
  const [{ change }, all] = await Promise.all([
    answerOf(api.GET('/v1/changes/{kind}/{id}', { params: { path: { kind, id } }, ...asked })),
    answerOf(api.GET('/v1/definitions', { params: { query: { kind } }, ...asked })),
  ]);
  const found = all.definitions.find(({ definition }) => definition.id === id);
  return { change: change ?? undefined, released: (found?.definition as LooseDefinition | undefined) ?? null, release: all.release };
}

export class ChangeDraft {
  readonly #key: ChangeKey;
  readonly #options: DraftOptions;
  readonly #listeners = new Set<() => void>();
  #snapshot: ChangeSnapshot;
  /** Of the change as it was last read or saved; 0: there is none. */
  #revision: number;
  /** The release that was seen. */
  #on: number;
  #release: number;
  #isDirty = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | undefined;

  constructor(key: ChangeKey, { change, released, release }: Loaded, options: DraftOptions = {}) {
    this.#key = key;
    this.#options = options;
    this.#revision = change?.revision ?? 0;
    this.#on = change?.on ?? release;
    this.#release = release;
    const definition = change ? change.definition : released;
    this.#snapshot = { definition, released, problems: change?.problems ?? [], state: change ? 'saved' : 'unchanged', ...savedBy(change) };
    if (change?.overtaken) this.#snapshot = { ...this.#snapshot, state: 'conflict', conflict: { how: 'released', theirs: released } };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): ChangeSnapshot => this.#snapshot;

  /** Edits it here, and saves it in a moment. `null`: it is to be removed. */
  edit(definition: LooseDefinition | null): void {
    this.#isDirty = true;
    // While somebody has to choose, nothing is sent.
    this.#show({ definition, ...(this.#snapshot.state !== 'conflict' && { state: 'waiting' as const }) });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), this.#options.delayMs ?? DELAY_MS);
  }

  /** Saves now what is not saved yet; resolves when nothing is under way. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#sending) await this.#sending;
    if (!this.#isDirty || this.#snapshot.state === 'conflict') return;
    this.#sending = this.#send();
    await this.#sending;
  }

  /** Asks again what is wrong with it, as what is said of that may be in another language now; what is edited stays, and is told of when it is saved. */
  async reread(): Promise<void> {
    while (this.#sending) await this.#sending;
    const { kind, id } = this.#key;
    if (this.#revision === 0 || this.#isDirty) return;
    const { change } = await answerOf(api.GET('/v1/changes/{kind}/{id}', { params: { path: { kind, id } } })).catch(() => ({
      change: null,
    }));
    if (change?.revision === this.#revision && !this.#isDirty) this.#show({ problems: change.problems });
  }

  /** What is there instead of what is here. */
  takeTheirs(): void {
    const { conflict } = this.#snapshot;
    if (!conflict) return;
    clearTimeout(this.#timer);
    if (conflict.how === 'released') {
      // The change that is left there is given up for what is released.
      this.#on = this.#release;
      this.#isDirty = true;
      this.#show({ definition: conflict.theirs, conflict: undefined, state: 'waiting' });
      void this.flush();
      return;
    }
    this.#isDirty = false;
    this.#show({ definition: conflict.theirs, conflict: undefined, state: this.#revision === 0 ? 'unchanged' : 'saved' });
  }

  /** What is here, saved on top of what is there. */
  keepMine(): void {
    if (!this.#snapshot.conflict) return;
    this.#on = this.#release;
    this.#isDirty = true;
    this.#show({ conflict: undefined, state: 'waiting' });
    void this.flush();
  }

  /** Back to what is released. Resolves to what was here. */
  async discard(): Promise<LooseDefinition | null> {
    clearTimeout(this.#timer);
    while (this.#sending) await this.#sending;
    const { definition } = this.#snapshot;
    const { kind, id } = this.#key;
    if (this.#revision > 0) await answerOf(api.DELETE('/v1/changes/{kind}/{id}', { params: { path: { kind, id } } })).catch(ifMissing);
    this.#isDirty = false;
    this.#revision = 0;
    this.#on = this.#release;
    this.#show({ definition: this.#snapshot.released, problems: [], state: 'unchanged', conflict: undefined, error: undefined });
    this.#options.onSaved?.();
    return definition;
  }

  async #send(): Promise<void> {
    const { kind, id } = this.#key;
    this.#isDirty = false;
    this.#show({ state: 'saving', error: undefined });
    try {
      const body = { definition: this.#snapshot.definition as never, on: this.#on, revision: this.#revision };
      const saved = await answerOf(api.PUT('/v1/changes/{kind}/{id}', { params: { path: { kind, id } }, body }));
      this.#revision = saved.revision;
      const state = this.#isDirty ? 'waiting' : saved.revision === 0 ? 'unchanged' : 'saved';
      this.#show({ released: saved.released as LooseDefinition | null, problems: saved.problems, state, ...savedBy(saved) });
      this.#options.onSaved?.();
    } catch (error) {
      this.#isDirty = true;
      if (error instanceof ApiError && error.status === 409) await this.#meet(error);
      else this.#show({ state: 'failed', error });
    } finally {
      this.#sending = undefined;
    }
  }

  /** Somebody else was first: what is there now is read, for the person to choose. */
  async #meet(refusal: ApiError): Promise<void> {
    try {
      const { change, released, release } = await loadChange(this.#key);
      this.#revision = change?.revision ?? 0;
      this.#release = release;
      const isRelease = refusal.code === 'VOLANO_CHANGE_OVERTAKEN';
      const how = isRelease ? 'released' : change ? 'saved' : 'discarded';
      const theirs = how === 'saved' ? change!.definition : released;
      const by = change?.byName ?? change?.by;
      if (!isRelease) this.#on = change?.on ?? release;
      this.#show({ released, state: 'conflict', conflict: { how, theirs, ...(how === 'saved' && by !== undefined && { by }) } });
    } catch (error) {
      this.#show({ state: 'failed', error });
    }
  }

  #show(more: { readonly [Key in keyof ChangeSnapshot]?: ChangeSnapshot[Key] | undefined }): void {
    const next = { ...this.#snapshot, ...more };
    this.#snapshot = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)) as unknown as ChangeSnapshot;
    for (const listener of this.#listeners) listener();
  }
}

function savedBy(change: Pick<Left, 'by' | 'byName' | 'at'> | undefined): Pick<ChangeSnapshot, 'by' | 'at'> {
  return change ? { by: change.byName ?? change.by, at: change.at } : {};
}

function ifMissing(error: unknown): undefined {
  if (error instanceof ApiError && error.status === 404) return undefined;
  throw error;
}
