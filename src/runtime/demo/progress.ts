/** The view of a running demo: one bar that redraws itself on a terminal, a plain line now and then elsewhere. */
import type { LiveCounters } from './app.ts';
import type { DemoSay } from './texts/index.ts';

export interface Screen {
  note(line: string): void;
  /** Replaces the last line; only when `interactive`. */
  redraw(line: string): void;
  readonly interactive: boolean;
  readonly columns: number;
}

export interface DemoProgress {
  update(state: { readonly time: number; readonly calls: number }): void;
  end(): void;
}

export interface ProgressOptions {
  readonly screen: Screen;
  readonly say: DemoSay;
  readonly range: { readonly from: number; readonly to: number };
  readonly counters: () => LiveCounters;
  /** Ms, any origin. */
  readonly clock: () => number;
}

const REDRAW_MS = 200;
const LINE_MS = 5_000;
const BAR_WIDTH = 20;

export function demoProgress({ screen, say, range, counters, clock }: ProgressOptions): DemoProgress {
  const startedAt = clock();
  let shownAt = startedAt;
  let last: { readonly time: number; readonly calls: number } | undefined;
  const show = ({ time, calls }: { readonly time: number; readonly calls: number }): void => {
    shownAt = clock();
    const share = Math.min(1, Math.max(0, (time - range.from) / (range.to - range.from)));
    const figures = Object.entries(totalsOf(counters())).map(([name, value]) => [name, whole(value)]);
    const values = {
      ...Object.fromEntries(figures),
      bar: `[${'#'.repeat(Math.round(share * BAR_WIDTH)).padEnd(BAR_WIDTH, '.')}]`,
      percent: `${Math.floor(share * 100)}%`,
      date: new Date(time).toISOString().slice(0, 10),
      calls: whole(calls),
      rate: whole((calls / Math.max(1, shownAt - startedAt)) * 1_000),
    };
    if (screen.interactive) screen.redraw(say('progress.bar', values).slice(0, Math.max(40, screen.columns - 1)));
    else screen.note(say('progress.line', values));
  };
  return {
    update(state) {
      last = state;
      if (clock() - shownAt >= (screen.interactive ? REDRAW_MS : LINE_MS)) show(state);
    },
    end() {
      if (last) show(last);
      if (last && screen.interactive) screen.note('');
    },
  };
}

/** The five figures of the view. */
export function totalsOf(counters: LiveCounters): Readonly<Record<'customers' | 'tags' | 'segments' | 'decisions' | 'messages', number>> {
  const sum = (prefix: string): number =>
    Object.entries(counters).reduce((total, [name, value]) => (name.startsWith(prefix) && !/\..*:/.test(name) ? total + value : total), 0);
  return {
    customers: counters.customers ?? 0,
    tags: sum('tag:'),
    segments: sum('segment:'),
    decisions: sum('decision.') + sum('verdict.'),
    messages: counters['message.decided'] ?? 0,
  };
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
