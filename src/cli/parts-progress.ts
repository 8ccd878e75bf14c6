/** Progress of what runs in parts: a bar for the part at hand, or a line now and then. */
import { barOf, LINE_MS, REDRAW_MS } from './progress.ts';
import type { TextKey } from './texts/index.ts';
import type { World } from './world.ts';

export interface PartProgress {
  readonly part: 'state' | 'log' | 'warehouse' | 'file' | 'check' | 'replay';
  readonly done: number;
  /** About. */
  readonly total: number;
  /** What is shown behind the bar. */
  readonly size: string;
}

/** `clock` in ms, any origin. */
export function partsProgress({ terminal, say }: World, clock: () => number): { update(progress: PartProgress): void; end(): void } {
  const every = terminal.interactive ? REDRAW_MS : LINE_MS;
  let shownAt = clock();
  let shown = false;
  return {
    update({ part, done, total, size }) {
      if (clock() - shownAt < every) return;
      shownAt = clock();
      shown = true;
      const share = total > 0 ? Math.min(1, done / total) : 1;
      const key: TextKey = `backup.part.${part}`;
      const line = say('backup.progress', { part: say(key), bar: barOf(share), percent: `${Math.floor(share * 100)}%`, size });
      if (terminal.interactive) terminal.redraw(line);
      else terminal.note(line);
    },
    end() {
      if (shown && terminal.interactive) terminal.note('');
    },
  };
}
