/** learn: what came of it. Warehouse tables, the sink that fills them, the second evaluator, reports. */
export {
  type Knowledge,
  type KnowledgeOptions,
  type KnownScalar,
  type KnownValue,
  knowledgeSql,
  readKnowledge,
  scoreEdgesSql,
  segmentCountSql,
  segmentMembersSql,
} from './sql/index.ts';
export { createTables, tables, views } from './tables/index.ts';
