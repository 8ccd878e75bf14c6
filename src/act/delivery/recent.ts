/**
 * The last messages that were finished: their outbox rows stay until the engine has consumed their receipts. `time` tells a message from the same one when it
 * has been asked for once more.
 */
export interface Recent {
  add(id: string, time?: number): void;
  /** Without a time: at whatever time. */
  has(id: string, time?: number): boolean;
}

/** Remembers at least the last `size` ids and at most twice as many. */
export function createRecent(size = 100_000): Recent {
  let young = new Map<string, number>();
  let old = new Map<string, number>();
  return {
    add(id, time = 0) {
      young.set(id, time);
      if (young.size < size) return;
      old = young;
      young = new Map();
    },
    has(id, time) {
      const last = young.get(id) ?? old.get(id);
      return last !== undefined && (time === undefined || time === last);
    },
  };
}
