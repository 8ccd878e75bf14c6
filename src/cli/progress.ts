/** Progress of a long run: a bar that redraws itself on a terminal, a plain line now and then elsewhere. */
import type { World } from './world.ts';

/** How far an import is. */
export interface Progressed {
  readonly rows: number;
  readonly bytes: number;
  readonly bytesTotal: number;
  readonly rowsPerSecond: number;
  /** Undefined until it can be told. */
  readonly remainingMs: number | undefined;
}

/** How often something is shown, ms: on a terminal, elsewhere. */
export const REDRAW_MS = 100;
export const LINE_MS = 5_000;
const BAR_WIDTH = 24;

export interface Progress {
  update(state: Progressed): void;
  /** Shows the last state. */
  end(): void;
}

/** `clock` in ms, any origin. */
export function importProgress({ terminal, say }: World, clock: () => number): Progress {
  const every = terminal.interactive ? REDRAW_MS : LINE_MS;
  let shownAt = clock();
  let last: Progressed | undefined;
  const show = ({ rows, bytes, bytesTotal, rowsPerSecond, remainingMs }: Progressed): void => {
    shownAt = clock();
    const share = bytesTotal > 0 ? Math.min(1, bytes / bytesTotal) : 1;
    const values = { percent: `${Math.floor(share * 100)}%`, rows: grouped(rows), rate: grouped(rowsPerSecond) };
    if (!terminal.interactive) terminal.note(say('import.line', values));
    else
      terminal.redraw(
        say('import.progress', { ...values, bar: barOf(share), remaining: remainingMs === undefined ? '?' : spanText(remainingMs) }),
      );
  };
  return {
    update(state) {
      last = state;
      if (clock() - shownAt >= every) show(state);
    },
    end() {
      if (!last) return;
      show(last);
      if (terminal.interactive) terminal.note('');
    },
  };
}

/** `1,234,567`. */
export function grouped(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

export function barOf(share: number): string {
  const full = Math.round(share * BAR_WIDTH);
  return `[${'#'.repeat(full)}${'.'.repeat(BAR_WIDTH - full)}]`;
}

/** `42s`, `3m 05s`, `2h 10m`. */
export function spanText(durationMs: number): string {
  const seconds = Math.round(durationMs / 1_000);
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m ${String(seconds % 60).padStart(2, '0')}s`;
  return `${Math.floor(minutes / 60)}h ${String(minutes % 60).padStart(2, '0')}m`;
}
