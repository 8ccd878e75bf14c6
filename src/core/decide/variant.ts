/**
 * Which variant of a template a message takes.
 *
 * A1. The one that the step names; else the first whose condition holds; else the one that is drawn. A draw depends on (seed, customer, template) alone, so a customer
 *     stays with it, whichever journey sends the template. Who is in no share gets the template's own content.
 */
import { VolanoError } from '../../base/index.ts';
import type { Condition } from '../../define/index.ts';
import type { JsonObject } from '../entry.ts';
import type { CompileCondition, CompiledCondition } from '../know/index.ts';
import { said } from '../said.ts';
import type { Run } from './run.ts';

/** A variant as the release has it. */
export interface VariantUse {
  readonly id: string;
  readonly share?: number;
  readonly when?: Condition;
}

export interface CompiledVariant {
  readonly id: string;
  readonly when: CompiledCondition | undefined;
  /** Taken when the number drawn is below this and not below that of the one before; 0: never drawn. */
  readonly below: number;
}

/** By template; templates without variants are left out. */
export type Variants = ReadonlyMap<string, readonly CompiledVariant[]>;

export interface VariantChoice {
  /** Undefined: the template's own content. */
  readonly variant: string | undefined;
  /** `step`, `condition`, `share`; absent where the template has no variants. */
  readonly by?: string;
  readonly read?: JsonObject;
}

const SLACK = 1e-9;

/** Throws what `compile` throws. */
export function compileVariants(
  templates: ReadonlyMap<string, { readonly variants?: readonly VariantUse[] }>,
  compile: CompileCondition,
): Variants {
  const compiled = new Map<string, readonly CompiledVariant[]>();
  for (const [template, { variants }] of templates) {
    if (!variants) continue;
    let below = 0;
    const list = variants.map(({ id, share, when }) => {
      const path = `template.${template}.variants.${id}`;
      below += share ?? 0;
      if (below > 1 + SLACK) throw new VolanoError('VOLANO_DEFINITION_INVALID', { path, problem: said`the shares sum to more than 1` });
      const drawnBelow = share === undefined ? 0 : below > 1 - SLACK ? Math.max(1, below) : below;
      return { id, when: when && compile(when, `${path}.when`, 'customer'), below: drawnBelow };
    });
    compiled.set(template, list);
  }
  return compiled;
}

/** By A1; with what a condition has read. */
export function chooseVariant(
  { plan, view, assign }: Pick<Run, 'plan' | 'view' | 'assign'>,
  template: string,
  named: string | undefined,
): VariantChoice {
  if (named !== undefined) return { variant: named, by: 'step' };
  const variants = plan.variants.get(template);
  if (!variants) return { variant: undefined };
  const fits = variants.find(({ when }) => when?.test(view));
  if (fits) return { variant: fits.id, by: 'condition', read: fits.when!.read(view) };
  if (variants.every(({ below }) => below === 0)) return { variant: undefined };
  const drawn = assign(`variant:${template}`);
  return { variant: variants.find(({ below }) => drawn < below)?.id, by: 'share' };
}
