/** Progress of a long run: a bar that redraws itself on a terminal, a plain line now and then elsewhere. */
import type { World } from './world.ts';

export interface ImportProgress {
  readonly rows: number;
  readonly rejected: number;
  readonly bytes: number;
  readonly totalBytes: number;
}

/** How often something is shown, ms: on a terminal, elsewhere. */
const REDRAW_MS = 100;
const LINE_MS = 5_000;
const BAR_WIDTH = 24;

export interface Progress {
  update(state: ImportProgress): void;
  /** Shows the last state. */
  end(): void;
}

/** `clock` in ms, any origin. */
export function importProgress({ terminal, say }: World, clock: () => number): Progress {
  const startedAt = clock();
  const every = terminal.interactive ? REDRAW_MS : LINE_MS;
  let shownAt = startedAt;
  let last: ImportProgress | undefined;
  const show = (state: ImportProgress): void => {
    shownAt = clock();
    const elapsed = Math.max(1, shownAt - startedAt);
    const share = state.totalBytes > 0 ? Math.min(1, state.bytes / state.totalBytes) : 1;
    const values = {
      percent: `${Math.floor(share * 100)}%`.padStart(4),
      rows: state.rows.toLocaleString('en-US'),
      rate: Math.round((state.rows / elapsed) * 1_000).toLocaleString('en-US'),
    };
    if (!terminal.interactive) terminal.note(say('import.line', { ...values, percent: values.percent.trim() }));
    else
      terminal.redraw(
        say('import.progress', { ...values, bar: barOf(share), remaining: share > 0 ? spanText((elapsed / share) * (1 - share)) : '?' }),
      );
  };
  return {
    update(state) {
      last = state;
      if (clock() - shownAt >= every) show(state);
    },
    end() {
      if (last) show(last);
      if (last && terminal.interactive) terminal.note('');
    },
  };
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
