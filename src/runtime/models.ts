/** Models: edges of score bins, and recommendations. Computed in the warehouse and told to the engine through the log. */
import type { Definition } from '../define/index.ts';
import { modelEntries, modelFromWarehouse, scoreEdgesSql } from '../learn/index.ts';
import type { RunningParts } from './running.ts';

type Parts = Pick<RunningParts, 'releases' | 'warehouse' | 'appender' | 'engine' | 'sink' | 'mode'>;

/** Waits for engine and sink, computes all models, appends them to the log, and has everybody scored anew. */
export async function refreshModels(parts: Parts): Promise<void> {
  const { releases, engine, sink } = parts;
  const definitions = releases.list.at(-1)?.definitions.map(({ definition }) => definition) ?? [];
  const scored = definitions.some((definition) => definition.kind === 'trait' && 'score' in definition);
  const recommended = definitions.some(({ kind }) => kind === 'recommendation');
  if (!scored && !recommended) return;
  await engine.caughtUp();
  await sink.flush(engine.status.seq);
  if (recommended) await refreshRecommendations(definitions, parts);
  if (scored) await refreshScores(definitions, parts);
}

async function refreshRecommendations(definitions: readonly Definition[], { releases, warehouse, appender }: Parts): Promise<void> {
  const now = appender.time;
  for (const definition of definitions) {
    if (definition.kind !== 'recommendation') continue;
    const items = await modelFromWarehouse(warehouse, definition, { timeZone: releases.plan.zone, now });
    const entries = modelEntries(definition.id, String(now), items);
    await appender.entries(entries);
    for (const entry of entries) releases.addSlice(entry);
  }
}

async function refreshScores(definitions: readonly Definition[], { releases, warehouse, appender, mode }: Parts): Promise<void> {
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
