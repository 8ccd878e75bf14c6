/** What differs between two versions of a definition, in words: one entry for each thing that a person would name. */

import type { Plain, Sides } from './sides.ts';
import { movedSteps, type PlacedStep, placedSteps, stepText } from './steps.ts';
import { type DifferenceWords, fieldText, isCondition, isPlain, isText, valueText } from './values.ts';

export interface Difference {
  /** What it is about: "Wait 2 h › Duration". */
  readonly about: string;
  /** Absent of what has come, or gone. */
  readonly before?: string;
  readonly after?: string;
  /** Of steps: in another place. */
  readonly isMoved?: true;
}

/** What nobody reads: it names the definition. */
const SILENT = new Set(['kind', 'id']);
/** Of what is new: what it is in itself, and not more than this. */
const FIELDS_MAX = 8;

export function differencesOf({ before, after }: Sides, words: DifferenceWords): readonly Difference[] {
  if (before && after) return compared(before, after, { words, path: [] });
  if (!after) return [];
  const steps = placedSteps(after.steps);
  const fields = Object.entries(after)
    .filter(([name]) => !SILENT.has(name) && name !== 'name' && name !== 'steps')
    .slice(0, FIELDS_MAX)
    .map(([name, value]) => ({ about: fieldText(name, words), after: valueText(name, value, words) }));
  return [...fields, ...steps.map((step) => ({ about: words.t('newStep'), after: stepText(step, words) }))];
}

interface Place {
  readonly words: DifferenceWords;
  readonly path: readonly string[];
}

function compared(before: Plain, after: Plain, place: Place): readonly Difference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => place.path.length > 0 || !SILENT.has(name));
  return names.flatMap((name) => {
    const [was, is] = [before[name], after[name]];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    if (name === 'steps' && place.path.length === 0) return stepDifferences(placedSteps(was), placedSteps(is), place.words);
    return fieldDifferences(name, [was, is], place);
  });
}

function fieldDifferences(name: string, [was, is]: readonly [unknown, unknown], { words, path }: Place): readonly Difference[] {
  const here = [...path, fieldText(name, words)];
  if (isText(was) && isText(is)) return textDifferences([was, is], { words, path: here });
  const isWhole = isCondition(was) || isCondition(is) || name === 'trigger' || name === 'goal';
  if (!isWhole && isPlain(was) && isPlain(is)) return compared(was, is, { words, path: here });
  const lists = [keyed(was), keyed(is)] as const;
  if (lists[0] && lists[1]) return compared(lists[0], lists[1], { words, path: here });
  const about = here.join(' › ');
  return [
    {
      about,
      ...(was !== undefined && { before: valueText(name, was, words) }),
      ...(is !== undefined && { after: valueText(name, is, words) }),
    },
  ];
}

/** Both languages; the other than that at hand is named. */
function textDifferences(
  [was, is]: readonly [Readonly<Record<'en' | 'zh', string>>, Readonly<Record<'en' | 'zh', string>>],
  { words, path }: Place,
): readonly Difference[] {
  return (['en', 'zh'] as const)
    .filter((language) => was[language] !== is[language])
    .map((language) => {
      const about = language === words.language ? path : [...path, words.t(`language.${language}`)];
      return { about: about.join(' › '), before: was[language], after: is[language] };
    });
}

/** A list of things that have an id, by id; undefined for another list. */
function keyed(list: unknown): Plain | undefined {
  if (!Array.isArray(list) || list.length === 0) return undefined;
  const ids = list.map((one) => (isPlain(one) && typeof one.id === 'string' ? one.id : undefined));
  if (ids.includes(undefined) || new Set(ids).size < ids.length) return undefined;
  return Object.fromEntries(
    list.map((one: Plain) => [String(one.id), Object.fromEntries(Object.entries(one).filter(([name]) => name !== 'id'))]),
  );
}

function stepDifferences(before: readonly PlacedStep[], after: readonly PlacedStep[], words: DifferenceWords): readonly Difference[] {
  const { t } = words;
  const was = new Map(before.map((step) => [step.id, step]));
  const is = new Map(after.map((step) => [step.id, step]));
  const moved = movedSteps(before, after);
  const gone = before.filter(({ id }) => !is.has(id)).map((step) => ({ about: t('goneStep'), before: stepText(step, words) }));
  const others = after.flatMap((step): readonly Difference[] => {
    const old = was.get(step.id);
    const name = stepText(step, words);
    if (!old) return [{ about: t('newStep'), after: name }];
    const place: readonly Difference[] = moved.has(step.id) ? [{ about: name, isMoved: true }] : [];
    return [...place, ...compared(old.own, step.own, { words, path: [name] })];
  });
  return [...gone, ...others];
}
