/** Declared traits (docs/conditions.md section 5): what the latest `$identify` that says something about the trait says. */
import { VolanoError } from '../../base/index.ts';
import type { DeclaredTrait } from '../../define/index.ts';
import type { Pass } from './aggregate.ts';
import { elementsOf, scalarsOf } from './rows.ts';
import { floatOfTagged, isNumber, isText, taggedOfRaw, timeOfTagged, type Value } from './value.ts';

/** Stands for "says nothing about the trait" where a tagged text stands for a value and '' for a deletion. */
const SILENT = `'-'`;

export function declaredSql(trait: DeclaredTrait, pass: Pass): Value {
  const said = saidColumn(trait, pass);
  const latest = (value: string): string => `argMaxIf(${value}, (t, message_id), ${speaks(trait, pass)})`;
  if (trait.type === 'list') {
    const raw = pass.rows.identified(pathOf(trait));
    const list = pass.rows.value(scalarsOf(elementsOf(raw)));
    return { kind: 'list', sql: pass.aggregates.add(latest(list)) };
  }
  const value = pass.aggregates.add(latest(said));
  if (trait.type === 'time') return { kind: 'time', sql: `if(${isNumber(value)}, ${floatOfTagged(value)}, NULL)` };
  return { kind: 'scalar', sql: value };
}

/** 0 or 1 over a row: it is an `$identify` that says something about the trait. */
export function speaks(trait: DeclaredTrait, pass: Pass): string {
  return `${saidColumn(trait, pass)} != ${SILENT}`;
}

/** Column: the tagged value, '' for a deletion, or silence. (Of a list: '' when it speaks.) */
function saidColumn(trait: DeclaredTrait, pass: Pass): string {
  const raw = pass.rows.identified(pathOf(trait));
  const scalars = scalarsOf(elementsOf(raw));
  const deleted = `${raw} = 'null' OR (startsWith(${raw}, '[') AND empty(${scalars}))`;
  return pass.rows.value(`multiIf(empty(${raw}), ${SILENT}, ${deleted}, '', ${typed(trait, raw, pass.at.zone)})`);
}

function typed(trait: DeclaredTrait, raw: string, zone: string): string {
  const tagged = taggedOfRaw(raw);
  const when = (test: string): string => `if(${test}, ${tagged}, ${SILENT})`;
  switch (trait.type) {
    case 'number':
      return when(isNumber(tagged));
    case 'string':
      return when(isText(tagged));
    case 'boolean':
      return when(`startsWith(${tagged}, 'b')`);
    case 'list':
      return `if(startsWith(${raw}, '['), '', ${SILENT})`;
    case 'time':
      return `ifNull(concat('n', toString(${timeOfTagged(tagged, zone)} + 0)), ${SILENT})`;
  }
}

function pathOf(trait: DeclaredTrait): string {
  const path = trait.from ?? trait.id;
  if (!path.includes('[]')) return path;
  throw new VolanoError('VOLANO_DEFINITION_INVALID', { path: `trait.${trait.id}.from`, problem: 'a path into traits has no "[]"' });
}
