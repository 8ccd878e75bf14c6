/**
 * Whether a tag is sound, and if not, why: said of what is counted anyway. Pure.
 *
 * V1. `bad`: it says something wrong, or cannot say anything. `look`: somebody should look at it. `note`: worth knowing, and no fault.
 * V2. A tag whose past is being filled in is not judged: its figures are of before.
 */
import { DAY } from '../../base/index.ts';
import type { TagHealth } from './health.ts';

export type Severity = 'bad' | 'look' | 'note';

/** An event that has not come lately; absent: never. */
export interface SilentEvent {
  readonly event: string;
  readonly lastAt?: number;
}

export type TagFinding =
  /** Of the events that it reads; `bad` when none of them comes. */
  | { readonly finding: 'silent'; readonly severity: 'bad' | 'look'; readonly events: readonly SilentEvent[] }
  /** Of nobody drawn all is known that its rule compares. */
  | { readonly finding: 'untold'; readonly severity: 'bad'; readonly inputs: readonly string[] }
  /** So many of those drawn hold it beyond its expiry. */
  | { readonly finding: 'overdue'; readonly severity: 'bad'; readonly customers: number }
  /** So many holders, and their share, hold one of these too. */
  | {
      readonly finding: 'contradicted';
      readonly severity: 'bad' | 'look';
      readonly customers: number;
      readonly share: number;
      readonly tags: readonly string[];
    }
  /** Most of those whom an event has touched have had none for longer than the expiry. */
  | { readonly finding: 'stale'; readonly severity: 'look'; readonly share: number }
  | { readonly finding: 'never'; readonly severity: 'look' }
  /** Nobody any more; when it was taken from the last one. */
  | { readonly finding: 'nobody'; readonly severity: 'look'; readonly since: number }
  | { readonly finding: 'unused'; readonly severity: 'note' };

/** Findings: the gravest first. */
export interface TagVerdict {
  readonly state: 'good' | 'look' | 'bad' | 'preparing';
  readonly findings: readonly TagFinding[];
  /** Definitions of the release that read it, as `kind.id`. */
  readonly usedBy: readonly string[];
}

export interface VerdictWorld {
  /** Ms. */
  readonly now: number;
  /** Names of the events that its rule reads. */
  readonly reads: readonly string[];
  /** When each event came last, ms. */
  readonly lastAt: ReadonlyMap<string, number>;
  /** When it was last taken from somebody, ms. */
  readonly takenAt: number | undefined;
  readonly usedBy: readonly string[];
  /** Tags that contradict it and are held with it. */
  readonly contradictedBy: readonly string[];
}

/** An event that has not come for so long does not come. */
export const SILENT_MS: number = 30 * DAY;
const CONTRADICTED_BAD = 0.05;
const STALE_MOST = 0.5;
const GRAVITY: Readonly<Record<Severity, number>> = { bad: 0, look: 1, note: 2 };

export function verdictOf(tag: TagHealth, world: VerdictWorld): TagVerdict {
  const { usedBy } = world;
  if (tag.state === 'preparing') return { state: 'preparing', findings: [], usedBy };
  const findings: readonly TagFinding[] = [
    ...silent(world),
    ...untold(tag),
    ...(tag.freshness && tag.freshness.overdue > 0
      ? [{ finding: 'overdue', severity: 'bad', customers: tag.freshness.overdue } as const]
      : []),
    ...contradicted(tag, world),
    ...stale(tag),
    ...held(tag, world),
    ...(usedBy.length === 0 ? [{ finding: 'unused', severity: 'note' } as const] : []),
  ].toSorted((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity]);
  const gravest = findings[0]?.severity ?? 'note';
  return { state: gravest === 'note' ? 'good' : gravest, findings, usedBy };
}

function silent({ reads, lastAt, now }: VerdictWorld): readonly TagFinding[] {
  const events = reads.flatMap((event): SilentEvent[] => {
    const at = lastAt.get(event);
    if (at !== undefined && now - at < SILENT_MS) return [];
    return [{ event, ...(at !== undefined && { lastAt: at }) }];
  });
  return events.length === 0 ? [] : [{ finding: 'silent', severity: events.length === reads.length ? 'bad' : 'look', events }];
}

function untold({ completeness, inputs }: TagHealth): readonly TagFinding[] {
  return completeness && completeness.count === 0 ? [{ finding: 'untold', severity: 'bad', inputs }] : [];
}

function contradicted({ contradicted: share }: TagHealth, { contradictedBy }: VerdictWorld): readonly TagFinding[] {
  if (!share || share.count === 0) return [];
  const severity = share.share >= CONTRADICTED_BAD ? 'bad' : 'look';
  return [{ finding: 'contradicted', severity, customers: share.count, share: share.share, tags: contradictedBy }];
}

function stale({ freshness }: TagHealth): readonly TagFinding[] {
  const share = freshness?.stale?.share ?? 0;
  return share > STALE_MOST ? [{ finding: 'stale', severity: 'look', share }] : [];
}

function held({ holders }: TagHealth, { takenAt }: VerdictWorld): readonly TagFinding[] {
  if (holders > 0) return [];
  return takenAt === undefined ? [{ finding: 'never', severity: 'look' }] : [{ finding: 'nobody', severity: 'look', since: takenAt }];
}
