/** What a definition refers to. */
import { addressTraitOf, CAPTURE } from '../channel.ts';
import { fieldsOf } from '../condition.ts';
import { blocksIn } from '../content/blocks.ts';
import { CONTENT_FIELDS, contentsOf } from '../content/contents.ts';
import type { PlacementDefinition } from '../placement.ts';
import type { PolicyDefinition } from '../policy.ts';
import type { Definition } from '../project.ts';
import { handsOver, waysOf } from '../step.ts';
import { expressionsOf, rulesOf, stepsIn } from './walk.ts';

/** Kinds of definitions that others can refer to. */
export type ReferencedKind =
  | 'journey'
  | 'trait'
  | 'tag'
  | 'tag_group'
  | 'segment'
  | 'template'
  | 'block'
  | 'purpose'
  | 'channel'
  | 'recommendation'
  | 'benefit';

/** That a definition needs another one. */
export interface Reference {
  readonly kind: ReferencedKind;
  readonly id: string;
  /** Where in the definition it stands. */
  readonly path: string;
}

/** Every reference from this definition to another, in order of appearance. A template's are those in its Liquid tags. */
export function referencesOf(definition: Definition): readonly Reference[] {
  const references: Reference[] = [];
  const add = (kind: ReferencedKind, id: string, path: string) => references.push({ kind, id, path });
  const addLiquid = (source: string, path: string) => {
    for (const id of inLiquid(source, 'trait')) add('trait', id, path);
    for (const id of blocksIn(source)) add('block', id, path);
    for (const id of inLiquid(source, 'recommend')) add('recommendation', id, path);
  };
  for (const { rule, path } of rulesOf(definition)) {
    for (const [index, field] of fieldsOf(rule).entries()) {
      const [, kind, id] = /^(trait|tag|segment|recommend)\.(.+)$/s.exec(field) ?? [];
      if (kind && id)
        add(
          kind === 'recommend' ? 'recommendation' : (kind as ReferencedKind),
          id,
          index === 0 ? `${path}.field` : `${path}.value.longitude`,
        );
    }
  }
  if (definition.kind === 'trait' && 'score' in definition) add('trait', definition.score.of, 'score.of');
  if (definition.kind === 'trait' && 'formula' in definition) {
    for (const { expression, path } of expressionsOf(definition.formula)) if ('trait' in expression) add('trait', expression.trait, path);
  }
  if (definition.kind === 'tag' && definition.group !== undefined) add('tag_group', definition.group, 'group');
  if (definition.kind === 'channel') {
    const address = addressTraitOf(definition);
    if (address !== undefined) add('trait', address, definition.address === undefined ? 'type' : 'address');
  }
  if (definition.kind === 'event') {
    for (const [path, { purposes = [] }] of Object.entries(definition.properties ?? {}))
      for (const [index, purpose] of purposes.entries()) add('purpose', purpose, `properties.${path}.purposes[${index}]`);
  }
  if (definition.kind === 'policy') policyReferences(definition, add);
  if (definition.kind === 'template') {
    for (const { content, path } of contentsOf(definition))
      for (const field of CONTENT_FIELDS) addLiquid(content[field] ?? '', `${path}${field}`);
  }
  if (definition.kind === 'block') {
    const contents = [['', definition] as const, ...Object.entries(definition.locales ?? {})];
    for (const [locale, content] of contents)
      for (const field of BLOCK_FIELDS) addLiquid(content[field] ?? '', `${locale === '' ? '' : `locales.${locale}.`}${field}`);
  }
  if (definition.kind === 'placement') placementReferences(definition, add);
  if (definition.kind === 'journey') {
    if (typeof definition.value === 'object') add('trait', definition.value.trait, 'value.trait');
    const { trigger, rollout } = definition;
    if (typeof rollout?.by === 'object') add('trait', rollout.by.trait, 'rollout.by.trait');
    if ('segment' in trigger && trigger.segment !== undefined) add('segment', trigger.segment, 'trigger.segment');
    if (trigger.type === 'date') add('trait', trigger.trait, 'trigger.trait');
    for (const { step, path } of stepsIn(definition.steps)) {
      if (step.type === 'update') for (const trait of Object.keys(step.traits)) add('trait', trait, `${path}.traits.${trait}`);
      if (step.type === 'webhook')
        for (const [index, { trait }] of (step.response ?? []).entries()) add('trait', trait, `${path}.response[${index}].trait`);
      if (step.type === 'benefit') add('benefit', step.benefit, `${path}.benefit`);
      if (step.type === 'set_tag' || step.type === 'remove_tag') add('tag', step.tag, `${path}.tag`);
      if (step.type === 'start_journey' || step.type === 'stop_journey') add('journey', step.journey, `${path}.journey`);
      if (!handsOver(step)) continue;
      for (const way of waysOf(step)) {
        if (way.channel !== CAPTURE) add('channel', way.channel, `${path}.${way.path}channel`);
        add('template', way.template, `${path}.${way.path}template`);
      }
      if (step.type !== 'send') continue;
      add('purpose', step.purpose, `${path}.purpose`);
      if (step.preference !== undefined) add('trait', step.preference, `${path}.preference`);
    }
  }
  return references;
}

type Add = (kind: ReferencedKind, id: string, path: string) => void;

function policyReferences({ caps = [], acceptedFrequency: accepted, sensitiveWords = [] }: PolicyDefinition, add: Add): void {
  for (const [index, { channel, purpose }] of caps.entries()) {
    if (channel !== undefined && channel !== CAPTURE) add('channel', channel, `caps[${index}].channel`);
    if (purpose !== undefined) add('purpose', purpose, `caps[${index}].purpose`);
  }
  for (const [index, { channels = [] }] of sensitiveWords.entries()) {
    for (const [at, channel] of channels.entries())
      if (channel !== CAPTURE) add('channel', channel, `sensitiveWords[${index}].channels[${at}]`);
  }
  if (accepted) add('trait', accepted.trait, 'acceptedFrequency.trait');
  if (accepted?.channel !== undefined && accepted.channel !== CAPTURE) add('channel', accepted.channel, 'acceptedFrequency.channel');
}

function placementReferences({ purpose, channel, candidates, fallback }: PlacementDefinition, add: Add): void {
  if (purpose !== undefined) add('purpose', purpose, 'purpose');
  if (channel !== undefined && channel !== CAPTURE) add('channel', channel, 'channel');
  for (const [index, one] of candidates.entries()) {
    const path = `candidates[${index}]`;
    if (one.template !== undefined) add('template', one.template, `${path}.template`);
    if (one.recommend !== undefined) add('recommendation', one.recommend, `${path}.recommend`);
    if (one.purpose !== undefined) add('purpose', one.purpose, `${path}.purpose`);
    if (typeof one.value === 'object') add('trait', one.value.trait, `${path}.value.trait`);
    if (one.since) add('trait', one.since.trait, `${path}.since.trait`);
  }
  if (fallback?.recommend !== undefined) add('recommendation', fallback.recommend, 'fallback.recommend');
  if (fallback?.template !== undefined) add('template', fallback.template, 'fallback.template');
}

const TRAITS = /(?<![\w.])trait\.([A-Za-z_]\w*)/g;
const RECOMMENDATIONS = /(?<![\w.])recommend\.([A-Za-z_]\w*)/g;
const BLOCK_FIELDS = ['body', 'link', 'image', 'mjml', 'text'] as const;

/** Names after the dot, in Liquid tags. */
function inLiquid(text: string, root: 'trait' | 'recommend'): readonly string[] {
  const found: string[] = [];
  for (const [tag] of text.matchAll(/\{\{.*?\}\}|\{%.*?%\}/gs)) {
    const code = tag.replace(/'[^']*'|"[^"]*"/g, "''");
    for (const [, id] of code.matchAll(root === 'trait' ? TRAITS : RECOMMENDATIONS)) found.push(id!);
  }
  return found;
}
