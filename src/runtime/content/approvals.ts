/**
 * A member's word on content: approved, or returned to be written anew.
 *
 * Y1. It is on exactly this content, by its fingerprint, blocks included. Whatever is changed is another content, of which nobody has said anything.
 * Y2. It holds at once and beside the releases: none is needed for it, and none is made.
 * Y3. Where the workspace in force asks for a second person, nobody approves what they have changed themselves.
 */
import { VolanoError } from '../../base/index.ts';
import {
  type ApprovalState,
  approvalOf,
  type BlockDefinition,
  type Blocks,
  type Definition,
  type Finding,
  fingerprintOf,
  type Project,
  type Release,
  SCHEMAS,
  SENSITIVE_REVIEW,
  type TemplateDefinition,
  type Text,
} from '../../define/index.ts';
import { type Desk, deskKey, jsonBytes, jsonValue } from '../../port/state/index.ts';
import { type Changes, projectWith, type StoredChange } from '../changes/index.ts';

export interface ContentKey {
  readonly kind: 'template' | 'block';
  readonly id: string;
}

/** What somebody has said of a content. */
export interface ContentWord {
  readonly verdict: 'approved' | 'returned';
  /** Id of the member, or of the service. */
  readonly by: string;
  /** Wall clock, ms UTC. */
  readonly at: number;
  readonly note?: string;
}

/** Content that waits for somebody's word. */
export interface WaitingContent extends ContentKey {
  readonly name: Text;
  readonly fingerprint: string;
  /** `changed`: another content of it was approved. */
  readonly state: 'draft' | 'changed' | 'returned';
  /** Whether the running release says it; else it is unpublished. */
  readonly isReleased: boolean;
  /** Of what is unpublished: who has left it, and when, ms. */
  readonly by?: string;
  readonly at?: number;
  /** The last word on it. */
  readonly word?: ContentWord;
}

export interface ContentVerdict extends ContentKey, Pick<ContentWord, 'verdict' | 'by' | 'note'> {
  /** Of what was looked at; absent: of what there is now. */
  readonly fingerprint?: string;
}

interface StoredWord extends ContentKey, ContentWord {
  readonly fingerprint: string;
}

interface ApprovalParts {
  readonly desk: Desk;
  readonly changes: Pick<Changes, 'kept'>;
  /** Ascending. */
  readonly releases: () => readonly Release[];
  /** Wall clock, ms. */
  readonly now: () => number;
}

type Content = TemplateDefinition | BlockDefinition;

interface Known {
  readonly contents: readonly Content[];
  readonly blocks: Blocks;
  readonly changes: readonly StoredChange[];
  readonly words: ContentWords;
}

/** Lints that an approval answers. */
const ANSWERED: readonly string[] = ['unapproved-content', SENSITIVE_REVIEW];
const PAGE = 1_000;
const PREFIX = deskKey('content');

/** What was said of contents, by definition and fingerprint. */
export class ContentWords {
  readonly #words: ReadonlyMap<string, StoredWord>;
  readonly #approved: ReadonlySet<string>;

  constructor(words: readonly StoredWord[]) {
    this.#words = new Map(words.map((one) => [`${one.kind} ${one.id} ${one.fingerprint}`, one]));
    this.#approved = new Set(words.flatMap((one) => (one.verdict === 'approved' ? [`${one.kind} ${one.id}`] : [])));
  }

  of({ kind, id }: ContentKey, fingerprint: string): ContentWord | undefined {
    const stored = this.#words.get(`${kind} ${id} ${fingerprint}`);
    if (!stored) return undefined;
    const { verdict, by, at, note } = stored;
    return { verdict, by, at, ...(note !== undefined && { note }) };
  }

  /** `own`: as the definition itself says. What was returned is not approved. */
  stateOf(key: ContentKey, fingerprint: string, own: ApprovalState): ApprovalState {
    const verdict = this.of(key, fingerprint)?.verdict;
    if (verdict === 'approved') return 'approved';
    if (own === 'draft') return this.#approved.has(`${key.kind} ${key.id}`) ? 'changed' : 'draft';
    return verdict === 'returned' ? 'changed' : own;
  }
}

/** The words there are, what waits for one, and saying it. On a desk that others may use, too. */
export class ContentApprovals {
  readonly #parts: ApprovalParts;

  constructor(parts: ApprovalParts) {
    this.#parts = parts;
  }

  async words(): Promise<ContentWords> {
    const words: StoredWord[] = [];
    for (let start: Uint8Array = PREFIX; ; ) {
      const pairs = await this.#parts.desk.range({ prefix: PREFIX, start, limit: PAGE });
      words.push(...pairs.map(([, value]) => jsonValue<StoredWord>(value)));
      const last = pairs.at(-1);
      if (!last || pairs.length < PAGE) return new ContentWords(words);
      start = Buffer.concat([last[0], Buffer.of(0)]);
    }
  }

  /**
   * What waits: whatever is unpublished, and what is released as soon as any content is approved. Unpublished first, the latest of them first. What is too
   * incomplete to be content does not wait yet.
   */
  async waiting(): Promise<readonly WaitingContent[]> {
    const known = await this.#known();
    const all = known.contents.map((content) => ({ content, ...caseOf(content, known) }));
    const isAsked = all.some(({ state }) => state === 'approved' || state === 'changed');
    return all
      .flatMap(({ content: { kind, id, name }, state, change, word, fingerprint }): WaitingContent[] => {
        if (state === 'approved' || (!change && !isAsked)) return [];
        const left = change && { by: change.by, at: change.at };
        const told = word?.verdict === 'returned' ? ('returned' as const) : state;
        return [{ kind, id, name, fingerprint, state: told, isReleased: !change, ...left, ...(word && { word }) }];
      })
      .sort((one, other) => (other.at ?? 0) - (one.at ?? 0));
  }

  /** Says it. Rejects with VOLANO_RESOURCE_UNKNOWN, VOLANO_CONTENT_CHANGED and VOLANO_CONTENT_OWN. */
  async say({ kind, id, fingerprint: seen, verdict, by, note }: ContentVerdict): Promise<ContentWord> {
    const known = await this.#known();
    const content = known.contents.find((one) => one.kind === kind && one.id === id);
    if (!content) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind, id });
    const { fingerprint, change } = caseOf(content, known);
    if (seen !== undefined && seen !== fingerprint) throw new VolanoError('VOLANO_CONTENT_CHANGED', { kind, id });
    if (verdict === 'approved' && change?.by === by && this.#asksForSecond()) throw new VolanoError('VOLANO_CONTENT_OWN', { kind, id });
    const word: ContentWord = { verdict, by, at: this.#parts.now(), ...(note !== undefined && { note }) };
    const stored: StoredWord = { kind, id, fingerprint, ...word };
    const key = deskKey('content', kind, id, fingerprint);
    return this.#parts.desk.change({ reads: [], decide: () => ({ writes: [{ key, value: jsonBytes(stored) }], result: word }) });
  }

  /** What lints find of a project, without what is said of content that was approved here: they see definitions only. */
  async withoutApproved({ definitions }: Project, findings: readonly Finding[]): Promise<readonly Finding[]> {
    if (!findings.some(({ lint }) => ANSWERED.includes(lint))) return findings;
    const words = await this.words();
    const contents = definitions.flatMap(contentIn);
    const blocks = blocksIn(contents);
    const isApproved = (one: Content): boolean => words.of(one, fingerprintOf(one, blocks))?.verdict === 'approved';
    const approved = new Set(contents.filter(isApproved).map(({ kind, id }) => `${kind} ${id}`));
    return findings.filter(({ lint, kind, id }) => !ANSWERED.includes(lint) || !approved.has(`${kind} ${id}`));
  }

  async #known(): Promise<Known> {
    const [changes, words] = await Promise.all([this.#parts.changes.kept(), this.words()]);
    const { definitions } = projectWith(this.#parts.releases().at(-1), changes);
    const contents = definitions.flatMap(contentIn);
    return { contents, blocks: blocksIn(contents), changes, words };
  }

  #asksForSecond(): boolean {
    const definitions = this.#parts.releases().at(-1)?.definitions ?? [];
    return definitions.some(({ definition }) => definition.kind === 'workspace' && definition.approval !== undefined);
  }
}

function blocksIn(contents: readonly Content[]): Blocks {
  return new Map(contents.flatMap((one) => (one.kind === 'block' ? [[one.id, one] as const] : [])));
}

/** What is unpublished may be incomplete. */
function contentIn(definition: Definition): readonly Content[] {
  const { kind } = definition;
  if (kind !== 'template' && kind !== 'block') return [];
  const { success, data } = SCHEMAS[kind].safeParse(definition);
  return success ? [data as Content] : [];
}

function caseOf(content: Content, { blocks, changes, words }: Known) {
  const fingerprint = fingerprintOf(content, blocks);
  const state = words.stateOf(content, fingerprint, approvalOf(content, blocks));
  const change = changes.find(({ kind, id }) => kind === content.kind && id === content.id);
  return { fingerprint, state, change, word: words.of(content, fingerprint) };
}
