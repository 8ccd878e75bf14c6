/** Where content is used: which journeys send a template, which placements show it, which contents hold a block. */
import { stepsIn } from '../check/walk.ts';
import type { Definition } from '../project.ts';
import { handsOver, waysOf } from '../step.ts';
import { blocksOf } from './blocks.ts';

/** One place that uses a template or a block. */
export interface ContentUse {
  readonly kind: 'journey' | 'placement' | 'template' | 'block';
  readonly id: string;
  /** Of a journey: the step that sends it; of a placement: the candidate. */
  readonly step?: string;
}

/** By `template:ID` and `block:ID`, each in the order of the definitions. What nothing uses has no entry. */
export function usedBy(definitions: readonly Definition[]): ReadonlyMap<string, readonly ContentUse[]> {
  const uses = new Map<string, ContentUse[]>();
  const add = (name: string, use: ContentUse): void => {
    uses.set(name, [...(uses.get(name) ?? []), use]);
  };
  for (const definition of definitions) {
    const { kind, id } = definition;
    if (kind === 'journey') {
      for (const { step } of stepsIn(definition.steps)) {
        if (!handsOver(step)) continue;
        for (const template of new Set(waysOf(step).map((way) => way.template))) add(`template:${template}`, { kind, id, step: step.id });
      }
    }
    if (kind === 'placement') {
      for (const { template, id: candidate } of definition.candidates)
        if (template !== undefined) add(`template:${template}`, { kind, id, step: candidate });
      if (definition.fallback?.template !== undefined) add(`template:${definition.fallback.template}`, { kind, id });
    }
    if (kind === 'template' || kind === 'block') for (const block of blocksOf(definition)) add(`block:${block}`, { kind, id });
  }
  return uses;
}
