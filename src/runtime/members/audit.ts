/**
 * The audit log: who changed what, and who looked at whose data.
 *
 * D1. An entry is on disk before what it is about is answered; nothing changes it, and nothing but its age takes it away.
 * D2. No entry holds a secret, a body, or the value of an identifier.
 */
import { randomInt } from 'node:crypto';
import { DAY, HOUR } from '../../base/index.ts';
import { type Desk, deskKey, deskKeyParts, jsonBytes, jsonValue } from '../../port/state/index.ts';

/** Who did it. `operator`: by the admin token, by a command on the server's machine, or before there were members. `nobody`: signing in that failed. */
export interface AuditActor {
  readonly kind: 'member' | 'service' | 'operator' | 'nobody';
  /** Of the member, or of the service's token. */
  readonly id: string;
}

export interface AuditEntry {
  /** Wall clock, ms UTC. */
  readonly at: number;
  readonly by: AuditActor;
  readonly kind: 'look' | 'change';
  readonly permission: string;
  readonly method: string;
  /** As it is registered: without what was asked for. */
  readonly route: string;
  /** About what, by name: a customer, a journey, a message. */
  readonly target: Readonly<Record<string, string>>;
  /** HTTP status, and the code of a refusal. */
  readonly status: number;
  readonly code?: string;
  readonly address: string;
}

/** An entry with its place in the log. */
export type PlacedEntry = AuditEntry & { readonly id: string };

export interface AuditQuestion {
  /** Ms UTC; `to` is left out itself. */
  readonly from?: number;
  readonly to?: number;
  readonly member?: string;
  /** How permissions begin: `customers`, or a whole one. */
  readonly area?: string;
  readonly kind?: AuditEntry['kind'];
  /** Whom it is about. */
  readonly customer?: string;
  /** `next` of the page before. */
  readonly before?: string;
  readonly limit: number;
}

export interface AuditPage {
  /** The newest first. */
  readonly entries: readonly PlacedEntry[];
  readonly next?: string;
}

/** How long entries are kept. */
export const AUDIT_KEPT_MS: number = 400 * DAY;
const PRUNED_EVERY = HOUR;
const PAGE = 1_000;
/** Entries that one question looks at; a page that found little says where to go on. */
const LOOKED_MAX = 50_000;
const ORDINAL_MAX = 2 ** 47;
const PREFIX = deskKey('audit');

export class AuditLog {
  readonly #desk: Desk;
  readonly #now: () => number;
  #prunedAt = Number.NEGATIVE_INFINITY;

  constructor(desk: Desk, now: () => number) {
    this.#desk = desk;
    this.#now = now;
  }

  async append(entry: Omit<AuditEntry, 'at'>): Promise<void> {
    const at = this.#now();
    await this.#desk.write({ key: deskKey('audit', at, randomInt(ORDINAL_MAX)), value: jsonBytes({ at, ...entry } satisfies AuditEntry) });
    if (at - this.#prunedAt >= PRUNED_EVERY) {
      this.#prunedAt = at;
      await this.#prune(at - AUDIT_KEPT_MS);
    }
  }

  async page({ from, to, before, limit, ...filter }: AuditQuestion): Promise<AuditPage> {
    const start = deskKey('audit', from ?? 0);
    let end = before !== undefined ? keyOf(before) : deskKey('audit', to ?? Number.MAX_SAFE_INTEGER);
    const entries: PlacedEntry[] = [];
    for (let looked = 0; looked < LOOKED_MAX; looked += PAGE) {
      const pairs = await this.#desk.range({ prefix: PREFIX, start, end, limit: PAGE, reverse: true });
      for (const [key, value] of pairs) {
        const entry = jsonValue<AuditEntry>(value);
        if (!fits(entry, filter)) continue;
        if (entries.length === limit) return { entries, next: entries.at(-1)!.id };
        entries.push({ ...entry, id: idOf(key) });
      }
      const last = pairs.at(-1);
      if (!last || pairs.length < PAGE) return { entries };
      end = last[0];
    }
    return { entries, next: idOf(end) };
  }

  async #prune(before: number): Promise<void> {
    if (before <= 0) return;
    const pairs = await this.#desk.range({ prefix: PREFIX, end: deskKey('audit', before), limit: PAGE });
    if (pairs.length > 0) await this.#desk.write(...pairs.map(([key]) => ({ key, value: undefined })));
    if (pairs.length === PAGE) await this.#prune(before);
  }
}

function fits({ by, permission, kind, target }: AuditEntry, filter: Pick<AuditQuestion, 'member' | 'area' | 'kind' | 'customer'>): boolean {
  if (filter.member !== undefined && by.id !== filter.member) return false;
  if (filter.kind !== undefined && kind !== filter.kind) return false;
  if (filter.customer !== undefined && target.customer !== filter.customer) return false;
  return filter.area === undefined || permission === filter.area || permission.startsWith(`${filter.area}.`);
}

function idOf(key: Uint8Array): string {
  const [, at, ordinal] = deskKeyParts(key, ['text', 'number', 'number']);
  return `${at}-${ordinal}`;
}

/** Of text such as `idOf` gives; the route has checked it. */
function keyOf(id: string): Uint8Array {
  const [at = 0, ordinal = 0] = id.split('-').map(Number);
  return deskKey('audit', at, ordinal);
}
