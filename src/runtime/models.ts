/** Models: edges of score bins, and recommendations. Computed in the warehouse and told to the engine through the log. */
import type { TimeZone } from '../base/index.ts';
import type { ModelEntry, RecommendationModelEntry } from '../core/index.ts';
import type { Definition } from '../define/index.ts';
import { modelEntries, modelFromWarehouse, scoreEdgesSql } from '../learn/index.ts';
import type { Warehouse } from '../port/warehouse/index.ts';
import type { RunningParts } from './running-parts.ts';

type Parts = Pick<RunningParts, 'releases' | 'warehouse' | 'appender' | 'engine' | 'sink' | 'mode'>;

type Edges = Extract<ModelEntry, { readonly model: 'quantiles' }>;

/** From what models are computed. `now`: ms, their version as well. */
export interface ModelSource {
  readonly warehouse: Warehouse;
  readonly timeZone: TimeZone;
  readonly now: number;
}

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

/** The entries of all recommendations, one after the other. */
export async function* recommendationModels(
  definitions: readonly Definition[],
  { warehouse, timeZone, now }: ModelSource,
): AsyncGenerator<readonly RecommendationModelEntry[]> {
  for (const definition of definitions) {
    if (definition.kind !== 'recommendation') continue;
    yield modelEntries(definition.id, String(now), await modelFromWarehouse(warehouse, definition, { timeZone, now }));
  }
}

/** The edges of all scores of which somebody has a value. */
export async function scoreModels(
  definitions: readonly Definition[],
  { warehouse, now }: Omit<ModelSource, 'timeZone'>,
): Promise<readonly Edges[]> {
  const rows = await warehouse.query<{ trait: string; edges: number[] }>(scoreEdgesSql(definitions, { now }));
  return rows.map(({ trait, edges }) => ({ type: 'model', model: 'quantiles', trait, version: String(now), edges: edges.map(Number) }));
}

async function refreshRecommendations(definitions: readonly Definition[], { releases, warehouse, appender }: Parts): Promise<void> {
  const source = { warehouse, timeZone: releases.plan.zone, now: appender.time };
  for await (const entries of recommendationModels(definitions, source)) {
    await appender.entries(entries);
    for (const entry of entries) releases.addSlice(entry);
  }
}

async function refreshScores(definitions: readonly Definition[], { releases, warehouse, appender, mode }: Parts): Promise<void> {
  const models = await scoreModels(definitions, { warehouse, now: appender.time });
  if (models.length === 0) return;
  // In event time nobody ticks by himself: this one carries the pass over all customers to its end.
  await appender.entries(mode.replay ? [...models, { type: 'tick' as const }] : models);
  for (const { trait, edges } of models) releases.setEdges(trait, edges);
}
