/** Sees from outside, by the kernel's notices, that a process writes into one of its stores. */
import { existsSync, type FSWatcher, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';

/** Resolves at the first write that begins from here on; `stop` lets go. */
export function firstWrite(
  folder: string,
  store: 'log' | 'state' | 'capture' | 'warehouse',
): { readonly seen: Promise<void>; stop(): void } {
  const watchers: FSWatcher[] = [];
  const seen = new Promise<void>((resolve) => {
    if (store === 'warehouse') {
      // An insert is a folder of that name until it is complete.
      for (const path of tablesIn(join(folder, store)))
        watchers.push(watch(path, (_, name) => void (name?.startsWith('tmp_insert_') && resolve())));
    } else watchers.push(watch(join(folder, store, 'data.mdb'), () => resolve()));
  });
  return { seen, stop: () => watchers.forEach((watcher) => void watcher.close()) };
}

/** Folders of the warehouse's tables. */
export function tablesIn(warehouse: string): readonly string[] {
  const store = join(warehouse, 'store');
  if (!existsSync(store)) return [];
  return readdirSync(store).flatMap((group) => readdirSync(join(store, group)).map((table) => join(store, group, table)));
}
