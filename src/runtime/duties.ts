/** What goes on by itself beside the engine of a partition: time, the past for what is in preparation, models, the quality of the data. */
import type { Plan } from '../core/index.ts';
import type { Appending } from './appender.ts';
import type { BackfillsLink } from './backfill/index.ts';
import type { EngineLink } from './engine/index.ts';
import { type ModelSchedule, startModelSchedule } from './model-schedule.ts';
import type { QualityDesk } from './quality/index.ts';
import type { Releases } from './releases.ts';
import { Ticker } from './ticker.ts';

export interface DutiesParts {
  readonly appender: Appending;
  readonly engine: EngineLink;
  readonly releases: Releases;
  readonly quality: QualityDesk;
  readonly backfills: BackfillsLink;
  /** Partition whose engine it is beside; default 0. What there is one of for all partitions goes on beside the first. */
  readonly partition?: number;
  /** Computes all models anew. */
  readonly refreshModels: () => Promise<void>;
}

/** Scores and recommendations that have no model yet. */
function missingModels({ know }: Plan): string {
  const scores = [...know.rulesOfScore.keys()].filter((trait) => !know.edges.has(trait));
  const recommendations = [...know.recommendations.keys()].filter((id) => !know.models.has(id));
  return [...scores, ...recommendations].join(' ');
}

/** Done by one process at a time for a partition; may be taken up again after it has been laid down. */
export class Duties {
  readonly #parts: DutiesParts;
  readonly #ticker: Ticker;
  #models: ModelSchedule | undefined;

  constructor(parts: DutiesParts) {
    this.#parts = parts;
    this.#ticker = new Ticker(parts.appender, parts.engine, () => parts.appender.time);
  }

  /** The same beside another partition's engine. */
  beside(own: Required<Pick<DutiesParts, 'partition' | 'appender' | 'engine' | 'backfills'>>): Duties {
    return new Duties({ ...this.#parts, ...own });
  }

  /** What a replay of history needs as well. */
  bringPast(): void {
    this.#parts.backfills.start();
  }

  /** Time goes on by itself. */
  followTheClock(): void {
    const { releases, quality, refreshModels } = this.#parts;
    this.#ticker.start();
    if (!this.#isFirst) return;
    quality.start();
    this.#models = startModelSchedule({
      refresh: refreshModels,
      zone: () => releases.plan.zone,
      missing: () => missingModels(releases.plan),
      now: Date.now,
      onError: (error) => process.emitWarning(error instanceof Error ? error : String(error)),
    });
  }

  /** Nothing is begun any more; resolves when what runs by the clock has ended. `pastRead` resolves when no past is being read. */
  async stop(): Promise<{ readonly pastRead: Promise<void> }> {
    const { quality, backfills } = this.#parts;
    this.#ticker.stop();
    this.#models?.stop();
    if (this.#isFirst) await quality.stop();
    return { pastRead: backfills.stop() };
  }

  get #isFirst(): boolean {
    return (this.#parts.partition ?? 0) === 0;
  }
}
