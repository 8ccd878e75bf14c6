/**
 * What audits and people have found about tags: `tag-audits.json` in the data folder, written anew and renamed at each finding, so it is whole after a
 * crash. It is about the engine's answers and changes none of them, so it is no part of the log.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Share } from '../../learn/index.ts';
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

export class TagRecords {
  readonly #path: string;
  #records: Promise<Records> | undefined;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(directory: string) {
    this.#path = join(directory, 'tag-audits.json');
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

  #read(): Promise<Records> {
    this.#records ??= readFile(this.#path, 'utf8').then(
      (text) => JSON.parse(text) as Records,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return { audits: {}, judged: {} };
        this.#records = undefined;
        throw error;
      },
    );
    return this.#records;
  }

  #change(change: (records: Records) => void): Promise<void> {
    const done = this.#writing.then(async () => {
      const records = await this.#read();
      change(records);
      await writeFile(`${this.#path}.new`, JSON.stringify(records));
      await rename(`${this.#path}.new`, this.#path);
    });
    this.#writing = done.catch(() => undefined);
    return done;
  }
}
