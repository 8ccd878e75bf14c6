/** Definitions, by the schemas that check a project. */
import { z } from 'zod';
import { type Definition, type DefinitionKind, SCHEMAS } from '../../define/index.ts';

type SchemaOf = { readonly [Kind in DefinitionKind]: z.ZodType<Extract<Definition, { readonly kind: Kind }>> };

const kinds = Object.keys(SCHEMAS) as DefinitionKind[];

/** What kinds there are. */
export const definitionKind: z.ZodType<DefinitionKind> = z.enum(kinds).meta({ id: 'DefinitionKind' });

/** By kind; components are named `JourneyDefinition`, `TagGroupDefinition`, ... */
export const definitionSchemas: SchemaOf = Object.fromEntries(
  kinds.map((kind) => [kind, SCHEMAS[kind].meta({ ...SCHEMAS[kind].meta(), id: nameOf(kind) })]),
) as unknown as SchemaOf;

/** Any definition. */
export const definitionSchema: z.ZodType<Definition> = z
  .union(Object.values(definitionSchemas) as unknown as readonly [z.ZodType<Definition>, ...z.ZodType<Definition>[]])
  .meta({ id: 'Definition', description: 'A definition of a project, by `kind`.' });

function nameOf(kind: DefinitionKind): string {
  return `${kind.replace(/(^|_)(\w)/g, (_match, _before, letter: string) => letter.toUpperCase())}Definition`;
}
