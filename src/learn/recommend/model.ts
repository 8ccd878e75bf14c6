/** The model of a recommendation as the warehouse has it now, cut into the entries that tell the engine. */
import { DAY, fromScaled, toScaled } from '../../base/index.ts';
import type { Json, ModelItem, RecommendationModelEntry } from '../../core/index.ts';
import type { RecommendationDefinition } from '../../define/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { itemsSql, type ModelMoment, outOfStockSql, pairsSql } from './sql.ts';

/** Of the items of one entry: no log takes entries of any size. */
const SLICE_BYTES_MAX = 200_000;
/** What is printed of an item is cut to this, so that an entry stays small. */
const TEXT_MAX = 300;

interface ItemRow {
  readonly item: string;
  readonly popularity: number;
  readonly cycle: number | null;
  readonly parts: readonly string[];
}

/** Items in the order of their ids. */
export async function modelFromWarehouse(
  warehouse: Warehouse,
  definition: RecommendationDefinition,
  moment: ModelMoment,
): Promise<readonly ModelItem[]> {
  const stock = outOfStockSql(definition, moment);
  const rows = await warehouse.query<ItemRow>(itemsSql(definition, moment));
  const pairs = await warehouse.query<{ item: string; others: readonly (readonly [string, number])[] }>(pairsSql(definition, moment));
  const out = new Set(stock === undefined ? [] : (await warehouse.query<{ item: string }>(stock)).map(({ item }) => item));
  const others = new Map(pairs.map((row) => [row.item, row.others]));
  const names = Object.keys(definition.fields ?? {});
  return rows.map(({ item, popularity, cycle, parts }): ModelItem => {
    const category = definition.category === undefined ? undefined : plain(parts[1]!);
    const fields = names.flatMap((name, i) => {
      const value = plain(parts[i + 2]!);
      return value === undefined ? [] : [[name, value] as const];
    });
    return {
      id: item,
      popularity: Number(popularity),
      ...(category !== undefined && { category: String(category) }),
      ...(cycle !== null && { cycleMs: Math.round(cycle * DAY) }),
      ...(out.has(item) && { out: true as const }),
      ...(fields.length > 0 && { fields: Object.fromEntries(fields) }),
      with: (others.get(item) ?? []).map(([id, score]) => [id, Number(score)] as const),
    };
  });
}

/** The entries of a model; of one without items as well, so that an old one goes. */
export function modelEntries(recommendation: string, version: string, items: readonly ModelItem[]): readonly RecommendationModelEntry[] {
  const slices: ModelItem[][] = [[]];
  let bytes = 0;
  for (const item of items) {
    const own = Buffer.byteLength(JSON.stringify(item));
    if (bytes + own > SLICE_BYTES_MAX) {
      slices.push([]);
      bytes = 0;
    }
    slices.at(-1)!.push(item);
    bytes += own;
  }
  const about = { type: 'model', model: 'recommendation', recommendation, version, slices: slices.length } as const;
  return slices.map((some, slice) => ({ ...about, slice, items: some }));
}

/** Of a tagged value. */
function plain(tagged: string): Json | undefined {
  const text = tagged.slice(1);
  if (tagged.startsWith('s')) return text.slice(0, TEXT_MAX).toWellFormed();
  if (tagged.startsWith('b')) return text === '1';
  const scaled = tagged.startsWith('n') ? toScaled(Number(text)) : undefined;
  return scaled === undefined ? undefined : fromScaled(scaled);
}
