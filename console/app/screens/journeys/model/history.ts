/**
 * What was done to a document, to be undone and done again.
 *
 * H1. Undoing restores the very document that was there before; doing again the very one that was undone.
 * H2. Changes of one thing that follow each other, as when somebody types, are undone together.
 */

export interface History<Document> {
  readonly past: readonly Document[];
  readonly present: Document;
  readonly future: readonly Document[];
  /** What the latest change was of. */
  readonly of?: string;
}

/** Steps back that are kept. */
const PAST_MAX = 200;

export function startHistory<Document>(present: Document): History<Document> {
  return { past: [], present, future: [] };
}

/** `of`: what the change is of, where those that follow each other belong together. */
export function done<Document>(history: History<Document>, present: Document, of?: string): History<Document> {
  if (present === history.present) return history;
  const joins = of !== undefined && of === history.of;
  const past = joins ? history.past : [...history.past, history.present].slice(-PAST_MAX);
  return { past, present, future: [], ...(of !== undefined && { of }) };
}

export function undone<Document>({ past, present, future }: History<Document>): History<Document> {
  const before = past.at(-1);
  return before === undefined ? { past, present, future } : { past: past.slice(0, -1), present: before, future: [present, ...future] };
}

export function redone<Document>({ past, present, future }: History<Document>): History<Document> {
  const [next, ...rest] = future;
  return next === undefined ? { past, present, future } : { past: [...past, present], present: next, future: rest };
}
