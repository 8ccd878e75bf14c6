/** Unpublished changes. */
import { z } from 'zod';
import { type Definition, textSchema } from '../../define/index.ts';
import type { ListedChange, LooseDefinition, ShownChange } from '../../runtime/index.ts';
import { component, part, type Told } from '../route/index.ts';
import { definitionKind, definitionSchema } from './definition.ts';
import { json, time } from './parts.ts';

const text = z.string();

/** A definition that may be incomplete. */
export const looseDefinition: z.ZodType<LooseDefinition> = z
  .record(z.string(), json)
  .describe('A definition as `docs/schemas/project.json` describes it; it may be incomplete.') as z.ZodType as z.ZodType<LooseDefinition>;

/** A change and the name of who left it. */
export type Named<Change> = Change & { readonly byName?: string };

const key = { kind: definitionKind, id: text };
const kept = {
  ...key,
  on: z.number().describe('Number of the release that its maker has seen; 0 before the first.'),
  revision: z.number().describe('Another one with each save. To be sent with the next one; 0: there is no change (any more).'),
  by: text.describe('Id of the member, or of the service’s token; `operator` where nobody has to sign in.'),
  byName: text.exactOptional().describe('Name of the member.'),
  at: time,
  overtaken: z
    .boolean()
    .describe(
      'Whether a release after `on` has changed the same definition: save it again with the newest release in `on`, or discard it.',
    ),
};

const problem = part(
  'ChangeProblem',
  'Something that would be wrong with the newest release and all unpublished changes.',
)(
  z.strictObject({
    code: text,
    path: text.describe("Where in the definition, as `steps[0].duration`; '' for the whole of it."),
    message: text.describe('In the language that `Accept-Language` prefers.'),
    in: z
      .strictObject(key)
      .exactOptional()
      .describe('The other definition that this change makes wrong, and in which `path` is; absent: the changed one itself.'),
  }),
);

/** A change in a list. */
export const listedChangeSchema: z.ZodType<Named<ListedChange>> = component<Named<ListedChange>>('ListedChange')(
  z.strictObject({
    ...kept,
    name: textSchema.describe('Of the definition; its id where it has none yet.'),
    action: z.enum(['new', 'changed', 'removed']),
    problems: z.number().describe('How many.'),
  }),
);

/** A change with all there is to it. */
export const changeSchema: z.ZodType<Named<Told<ShownChange>>> = component<Named<Told<ShownChange>>>(
  'UnpublishedChange',
  'A definition as somebody left it, not released yet.',
)(
  z.strictObject({
    ...kept,
    definition: looseDefinition.nullable().describe('`null`: it is to be removed.'),
    released: (definitionSchema as z.ZodType<Definition>).nullable().describe('As the newest release has it; `null`: it has none.'),
    problems: z.array(problem),
  }),
);
