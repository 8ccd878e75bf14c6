/** Lints of sensitive words in what is written: one finding for each word of a list in each text. */
import type { BlockDefinition } from '../block.ts';
import type { Blocks } from '../content/blocks.ts';
import { approvalOf } from '../content/fingerprint.ts';
import { channelsOf } from '../content/sent-through.ts';
import { usedBy } from '../content/used-by.ts';
import type { PolicyDefinition, WordSeverity } from '../policy.ts';
import type { Definition } from '../project.ts';
import { sourceAt, type WordAt, wordsIn } from '../sensitive-words/content.ts';
import { type WordFinder, wordFinder } from '../sensitive-words/finder.ts';
import type { TemplateDefinition } from '../template.ts';
import type { Text } from '../text.ts';
import type { Found, Lint } from './lint.ts';
import type { LintWorld } from './world.ts';

/** Id of the lint whose findings a person answers for: who accepts them, a second person who approves the release, or who has approved the content. */
export const SENSITIVE_REVIEW = 'sensitive-word-review';

export const sensitiveWords: Readonly<Record<WordSeverity, Lint>> = {
  block: { id: 'sensitive-word-block', severity: 'error', final: true, look: (world) => look(world, 'block') },
  review: { id: SENSITIVE_REVIEW, severity: 'error', look: (world) => look(world, 'review') },
  warn: { id: 'sensitive-word-warn', severity: 'warning', look: (world) => look(world, 'warn') },
};

/** A word of a list in one text of a definition, where it stands first. */
interface Case {
  readonly definition: Content;
  readonly word: WordAt;
  readonly source: string;
}

type Content = TemplateDefinition | BlockDefinition;

function* look(world: LintWorld, severity: WordSeverity): Generator<Found> {
  const policy = world.policy;
  if (!policy?.sensitiveWords?.some((list) => list.severity === severity)) return;
  const blocks = blocksIn(world.definitions);
  const known = severity === 'review' ? new Set(casesIn(world.before, severity).map(keyOf)) : undefined;
  for (const one of casesIn(world.definitions, severity)) {
    if (known?.has(keyOf(one))) continue;
    if (severity === 'review' && approvalOf(one.definition, blocks) === 'approved') continue;
    yield { definition: one.definition, path: one.word.field, says: `word_${severity}`, values: valuesOf(one, policy) };
  }
}

/** What was looked at is a word in exactly this text. */
function keyOf({ definition: { kind, id }, word: { field, word, list }, source }: Case): string {
  return JSON.stringify([kind, id, field, word, list, source]);
}

function valuesOf({ word: { word, list, start }, source }: Case, { sensitiveWords: lists = [] }: PolicyDefinition) {
  const before = source.slice(0, start).split('\n');
  const note = lists.find(({ id }) => id === list)?.note;
  return {
    words: placed(word, before.length, before.at(-1)!.length + 1),
    list,
    note: note ? { en: `: ${note.en}`, zh: `：${note.zh}` } : '',
  };
}

function placed(word: string, line: number, column: number): Text {
  return { en: `"${word}" (line ${line}, column ${column})`, zh: `“${word}”（第 ${line} 行第 ${column} 列）` };
}

function casesIn(definitions: readonly Definition[], severity: WordSeverity): readonly Case[] {
  const lists = listsIn(definitions).filter((list) => list.severity === severity);
  if (lists.length === 0) return [];
  const finder = wordFinder(lists);
  const uses = usedBy(definitions);
  return definitions.flatMap((definition) => {
    if (definition.kind !== 'template' && definition.kind !== 'block') return [];
    return firstsIn(definition, finder, channelsOf(`${definition.kind}:${definition.id}`, definitions, uses));
  });
}

function firstsIn(definition: Content, finder: WordFinder, channels: readonly string[]): readonly Case[] {
  const firsts = new Map<string, Case>();
  for (const word of wordsIn(definition, finder, channels)) {
    const key = JSON.stringify([word.field, word.word, word.list]);
    if (!firsts.has(key)) firsts.set(key, { definition, word, source: sourceAt(definition, word.field) });
  }
  return [...firsts.values()];
}

function listsIn(definitions: readonly Definition[]) {
  const policy = definitions.find((one) => one.kind === 'policy');
  return policy?.kind === 'policy' ? (policy.sensitiveWords ?? []) : [];
}

function blocksIn(definitions: readonly Definition[]): Blocks {
  return new Map(definitions.flatMap((one) => (one.kind === 'block' ? [[one.id, one] as const] : [])));
}
