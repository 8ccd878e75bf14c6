/**
 * What audits and people have found about tags: `tag-audits.json` among the papers of the installation, written anew at each finding. It is about the engine's answers and changes none of them, so it is no part of the log.
 */
import type { Share } from '../../learn/index.ts';
import type { Papers } from '../../port/state/index.ts';
import type { TagAudit } from './audit.ts';
import type { TagAgreement } from './comparison.ts';

/** The latest audit that compared a tag. */
export interface AuditedTag extends Omit<TagAgreement, 'tag'> {
  /** Of the definition; instant, ms, and log position of the audit. */
  readonly version: number;
  readonly at: number;
  readonly position: number;
  /** Of those compared: of whom engine and events say different things. */
  readonly disagreeing: readonly string[];
}

/** What people said of one sheet. */
export interface JudgedSheet {
  readonly sheet: string;
  readonly version: number;
  /** When the sheet was read back, ms by the wall clock. */
  readonly at: number;
  /** Holders on the sheet, and those of whom somebody has said that the tag is right, or wrong. */
  readonly rows: number;
  readonly right: number;
  readonly wrong: number;
}

/** With what it comes to: of those judged, how many are right. */
export interface JudgedAccuracy extends JudgedSheet {
  readonly accuracy: Share;
}

interface Records {
  readonly audits: Record<string, AuditedTag>;
  /** Newest first. */
  readonly judged: Record<string, readonly JudgedSheet[]>;
}

const SHEETS_KEPT = 20;
const DISAGREEING_KEPT = 20;

const FILE = 'tag-audits.json';

export class TagRecords {
  readonly #papers: Papers;
  /** What was read last, and as what. */
  #seen: { readonly text: string | undefined; readonly records: Records } | undefined;

  constructor(papers: Papers) {
    this.#papers = papers;
  }

  async auditOf(tag: string): Promise<AuditedTag | undefined> {
    return (await this.#read()).audits[tag];
  }

  /** Newest first. */
  async judgedOf(tag: string): Promise<readonly JudgedSheet[]> {
    return (await this.#read()).judged[tag] ?? [];
  }

  /** `versions`: of the tags. */
  keepAudit({ at, position, tags, disagreements }: TagAudit, versions: ReadonlyMap<string, number>): Promise<void> {
    return this.#change((records) => {
      for (const { tag, ...agreement } of tags) {
        const disagreeing = disagreements.flatMap((one) => (one.tag === tag ? [one.customer] : [])).slice(0, DISAGREEING_KEPT);
        records.audits[tag] = { ...agreement, version: versions.get(tag) ?? 0, at, position, disagreeing };
      }
    });
  }

  /** Takes the place of what was said of the same sheet before. */
  keepJudged(tag: string, sheet: JudgedSheet): Promise<void> {
    return this.#change(({ judged }) => {
      const others = (judged[tag] ?? []).filter((one) => one.sheet !== sheet.sheet);
      judged[tag] = [sheet, ...others].slice(0, SHEETS_KEPT);
    });
  }

  async #read(): Promise<Records> {
    const text = await this.#papers.read(FILE);
    if (!this.#seen || this.#seen.text !== text) this.#seen = { text, records: recordsIn(text) };
    return this.#seen.records;
  }

  #change(change: (records: Records) => void): Promise<void> {
    return this.#papers.change(FILE, (before) => {
      const records = recordsIn(before);
      change(records);
      return JSON.stringify(records);
    });
  }
}

function recordsIn(text: string | undefined): Records {
  return text === undefined ? { audits: {}, judged: {} } : (JSON.parse(text) as Records);
}
