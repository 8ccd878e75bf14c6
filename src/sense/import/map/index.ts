/** The import map: its format, and compiled into a function from a row to its calls. */
export { type Conversion, conversionOf, RowProblem } from './cell.ts';
export type { CallMap, ColumnValue, CsvOptions, ImportFormat, ImportMap, RowCondition, Value } from './map.ts';
export { compileMap, type RowMapper } from './row-mapper.ts';
export { readImportMap } from './schema.ts';
export type { Row } from './value.ts';
