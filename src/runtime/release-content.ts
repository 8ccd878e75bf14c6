/** What a release keeps beside its templates. */
import { buildTemplate, variablesOf } from '../act/index.ts';
import type { Blocks, Released } from '../define/index.ts';

/** Templates with what they read, and built where there is something to build. Throws VOLANO_TEMPLATE_INVALID. */
export function withContent(definitions: readonly Released[]): readonly Released[] {
  const blocks: Blocks = new Map(
    definitions.flatMap(({ definition }) => (definition.kind === 'block' ? [[definition.id, definition]] : [])),
  );
  return definitions.map((released) => {
    const { definition } = released;
    if (definition.kind !== 'template') return released;
    const built = buildTemplate(definition, blocks);
    return { ...released, uses: variablesOf(built), ...(built !== definition && { built }) };
  });
}
