/** Edges of score bins, computed in the warehouse and told to the engine through the log. */
import { scoreEdgesSql } from '../learn/index.ts';
import type { RunningParts } from './running.ts';

type Parts = Pick<RunningParts, 'releases' | 'warehouse' | 'appender' | 'engine' | 'sink' | 'mode'>;

/** Waits for engine and sink, computes the edges of all scores, appends them to the log, and has everybody scored anew. */
export async function refreshModels({ releases, warehouse, appender, engine, sink, mode }: Parts): Promise<void> {
  const definitions = releases.list.at(-1)?.definitions.map(({ definition }) => definition) ?? [];
  if (!definitions.some((definition) => definition.kind === 'trait' && 'score' in definition)) return;
  await engine.caughtUp();
  await sink.flush(engine.status.seq);
  const now = appender.time;
  const rows = await warehouse.query<{ trait: string; edges: number[] }>(scoreEdgesSql(definitions, { now }));
  const models = rows.map(({ trait, edges }) => ({
    type: 'model' as const,
    model: 'quantiles' as const,
    trait,
    version: String(now),
    edges: edges.map(Number),
  }));
  if (models.length === 0) return;
  // In event time nobody ticks by himself: this one carries the pass over all customers to its end.
  await appender.entries(mode.replay ? [...models, { type: 'tick' as const }] : models);
  for (const { trait, edges } of models) releases.setEdges(trait, edges);
}
