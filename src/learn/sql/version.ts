/** Texts read as versions (docs/conditions.md 2.10). */
import { VERSION_PATTERN, versionKey } from '../../base/index.ts';
import type { Comparison } from './compare.ts';
import { textLiteral } from './literal.ts';
import { asScalar, bind, isText, textOfTagged, type Value } from './value.ts';

const SIGNS: Readonly<Record<string, string>> = {
  versionEquals: '=',
  versionBefore: '<',
  versionAtMost: '<=',
  versionAfter: '>',
  versionAtLeast: '>=',
};

/** Undefined for operators that do not compare versions. */
export function versionSql(field: Value, { operator, value }: Comparison): string | undefined {
  const sign = SIGNS[operator];
  if (sign === undefined) return undefined;
  const other = typeof value === 'string' ? versionKey(value) : undefined;
  if (other === undefined || field.kind === 'decimal' || field.kind === 'time') return '0';
  const scalar = asScalar(field);
  const text = textOfTagged(scalar);
  const key = bind(text, keySql);
  return `(${isText(scalar)} AND match(${text}, ${textLiteral(VERSION_PATTERN)}) AND ${key} ${sign} ${textLiteral(other)})`;
}

/** The text that `versionKey` makes, of a text that is a version. */
function keySql(text: string): string {
  const numbers = `splitByChar('.', extract(${text}, '^v?([0-9.]+)'))`;
  const core = `arrayStringConcat(arrayMap(number -> leftPad(number, 9, '0'), arrayResize(${numbers}, 4, '0')))`;
  const preRelease = `extract(${text}, '^v?[0-9.]+-([0-9A-Za-z.-]+)')`;
  const identifier = `if(match(part, '^[0-9]+$'), concat('0', leftPad(part, 18, '0'), '!'), concat('1', part, '!'))`;
  const tail = `arrayStringConcat(arrayMap(part -> ${identifier}, splitByChar('.', ${preRelease})))`;
  return `concat(${core}, if(empty(${preRelease}), '~', ${tail}))`;
}
