/** The ids of the last messages that were finished: their outbox rows stay until the engine has consumed their receipts. */
export interface Recent {
  add(id: string): void;
  has(id: string): boolean;
  /** It may come again. */
  forget(id: string): void;
}

/** Remembers at least the last `size` ids and at most twice as many. */
export function createRecent(size = 100_000): Recent {
  let young = new Set<string>();
  let old = new Set<string>();
  return {
    add(id) {
      young.add(id);
      if (young.size < size) return;
      old = young;
      young = new Set();
    },
    has: (id) => young.has(id) || old.has(id),
    forget(id) {
      young.delete(id);
      old.delete(id);
    },
  };
}
