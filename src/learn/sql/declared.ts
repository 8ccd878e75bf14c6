/** Declared traits (docs/conditions.md section 5): what the latest `$identify` that says something about the trait says. */
import { VolanoError } from '../../base/index.ts';
import type { DeclaredTrait } from '../../define/index.ts';
import { said } from '../said.ts';
import type { Pass } from './aggregate.ts';
import { textLiteral } from './literal.ts';
import { elementsOf, scalarsOf } from './rows.ts';
import { floatOfTagged, isNumber, isText, taggedOfRaw, timeOfTagged, type Value } from './value.ts';

/** Stands for "says nothing about the trait" where a tagged text stands for a value and '' for a deletion. */
const SILENT = `'-'`;

export function declaredSql(trait: DeclaredTrait, pass: Pass): Value {
  const value = reconciledSql(trait, pass);
  if (trait.type === 'list') return { kind: 'list', sql: value };
  if (trait.type === 'time') return { kind: 'time', sql: `if(${isNumber(value)}, ${floatOfTagged(value)}, NULL)` };
  return { kind: 'scalar', sql: value };
}

/** The tagged value (of a list: the tagged values) that counts, by the trait's rule (5.1, 5.4). */
function reconciledSql(trait: DeclaredTrait, pass: Pass): string {
  const { aggregates } = pass;
  const said = saidValue(trait, pass);
  const says = speaks(trait, pass);
  const latest = (when: string): string => aggregates.add(`argMaxIf(${said}, (t, message_id), ${when})`);
  const rule = trait.reconcile ?? { by: 'last_updated' };
  if (rule.by === 'last_updated') return latest(says);
  if (rule.by === 'source') {
    const named = rule.order.map(textLiteral);
    const bySource = [
      ...named.map((source) => latest(`${says} AND source = ${source}`)),
      latest(`${says} AND source NOT IN (${named.join(', ')})`),
    ];
    return bySource.slice(0, -1).reduceRight((next, value) => `if(notEmpty(${value}), ${value}, ${next})`, bySource.at(-1)!);
  }
  const every = aggregates.add(`groupArrayIf((t, message_id, ${said}), ${says} AND notEmpty(${said}))`);
  const ordered = pass.ordered.add(`arraySort(x -> (x.1, x.2), ${every})`);
  const mine = `arrayFilter(o -> o.3 = v, ${ordered})`;
  const ranked = `arraySort(arrayMap(v -> ((length(${mine}), ${mine}[-1].1, ${mine}[-1].2), v), arrayDistinct(arrayMap(x -> x.3, ${ordered}))))`;
  return `${pass.ranked.add(ranked)}[-1].2`;
}

/** Column: what an `$identify` says: the tagged value, of a list its tagged values. Empty: a deletion, or nothing. */
function saidValue(trait: DeclaredTrait, pass: Pass): string {
  if (trait.type !== 'list') return saidColumn(trait, pass);
  return pass.rows.value(scalarsOf(elementsOf(pass.rows.identified(pathOf(trait)))));
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
  throw new VolanoError('VOLANO_DEFINITION_INVALID', { path: `trait.${trait.id}.from`, problem: said`a path into traits has no "[]"` });
}
