/** A row becomes its calls. */
import type { JsonObject } from '../../../core/index.ts';
import { RowProblem } from './cell.ts';
import type { CallMap, ImportMap } from './map.ts';
import { compileRowCondition } from './row-condition.ts';
import { compileObject, compileValue, findCell, type Row, type RowValue } from './value.ts';

/** The calls of a row (none when the map skips it). Throws RowProblem. */
export type RowMapper = (row: Row) => readonly JsonObject[];

/** `columns`: the file's, when it has a header; undefined where rows are objects. Throws VOLANO_IMPORT_MAP_INVALID. */
export function compileMap(map: ImportMap, columns: readonly string[] | undefined): RowMapper {
  const calls = map.calls.map((call) => compileCall(call, columns));
  const messageId = compileValue(map.messageId ?? `${map.source}-{$row}`, columns);
  return (row) => {
    const made: JsonObject[] = [];
    for (const call of calls) {
      if (!call.applies(row)) continue;
      const id = messageId(row);
      if (id === undefined) throw new RowProblem('messageId', 'is missing in this row');
      made.push({ ...call.make(row), messageId: made.length === 0 ? String(id) : `${id}.${made.length + 1}` });
    }
    if (made.length === 0 && map.otherwise !== 'skip') throw new RowProblem('calls', 'no call of the map applies to this row');
    return made;
  };
}

interface CompiledCall {
  readonly applies: (row: Row) => boolean;
  readonly make: (row: Row) => JsonObject;
}

const FIELDS = ['event', 'userId', 'anonymousId', 'previousId', 'groupId', 'name'] as const;
const OBJECTS = ['properties', 'traits', 'context'] as const;

function compileCall(call: CallMap, columns: readonly string[] | undefined): CompiledCall {
  const test = call.when && compileRowCondition(call.when, (column) => findCell(column, columns));
  const fields: (readonly [string, RowValue])[] = FIELDS.flatMap((name) => {
    const value = call[name];
    return value === undefined ? [] : [[name, compileValue(value, columns)] as const];
  });
  if (call.time !== undefined) fields.push(['timestamp', compileValue(call.time, columns)]);
  for (const name of OBJECTS) if (call[name]) fields.push([name, compileObject(call[name], columns)]);
  const externalIds = call.externalIds?.map(({ type, id }) => ({ type, id: compileValue(id, columns) }));
  return {
    applies: test ? ({ record }) => test(record) : () => true,
    make: (row) => {
      const made: Record<string, JsonObject[string]> = { type: call.type };
      for (const [name, value] of fields) {
        const json = value(row);
        if (json !== undefined) made[name] = json;
      }
      const ids = externalIds?.flatMap(({ type, id }) => {
        const json = id(row);
        return json === undefined ? [] : [{ type, id: json, collection: 'users', encoding: 'none' }];
      });
      if (ids && ids.length > 0) made.context = { ...(made.context as JsonObject | undefined), externalIds: ids };
      return made;
    },
  };
}
