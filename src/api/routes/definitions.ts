/** Definitions of the release in force, as they were written; and what each said in earlier releases. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Definition, Release } from '../../define/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { type Route, serve, text } from '../route/index.ts';
import { definitionKind, definitionSchema } from '../schemas/definition.ts';

const released = z
  .strictObject({ version: z.number(), definition: definitionSchema })
  .meta({ id: 'ReleasedDefinition', description: 'A definition and its version.' });
const versioned = z
  .strictObject({
    version: z.number(),
    definition: definitionSchema,
    releases: z.array(z.number()).describe('Numbers of the releases that have it, ascending.'),
  })
  .meta({ id: 'DefinitionVersion' });

type Versioned = Omit<z.output<typeof versioned>, 'definition'> & { readonly definition: Definition };

const ABOUT = { method: 'GET', area: 'releases', permission: 'releases.read' } as const satisfies Partial<Route>;

export function registerDefinitions(scope: FastifyInstance, { releases, release }: Pick<ApiDependencies, 'releases' | 'release'>): void {
  serve(
    scope,
    {
      ...ABOUT,
      path: '/v1/definitions',
      summary: 'Definitions of the latest release',
      query: z.strictObject({ kind: definitionKind.describe('Only of this kind.').exactOptional() }),
      answers: { 200: z.strictObject({ release: z.number().describe('0 before the first.'), definitions: z.array(released) }) },
    },
    async ({ query: { kind } }) => {
      const [latest] = await releases();
      const found = latest && (await release(latest.number));
      const all = (found?.definitions ?? []).filter(({ definition }) => kind === undefined || definition.kind === kind);
      return { release: found?.number ?? 0, definitions: all.map(({ version, definition }) => ({ version, definition })) };
    },
  );
  serve(
    scope,
    {
      ...ABOUT,
      path: '/v1/definitions/:kind/:id',
      summary: 'A definition with its versions',
      description: 'Newest first. Also of one that the latest release does not have any more; none of one that was never released.',
      params: z.strictObject({ kind: definitionKind, id: text() }),
      answers: { 200: z.strictObject({ versions: z.array(versioned) }) },
    },
    async ({ params: { kind, id } }) => {
      const numbers = (await releases()).map(({ number }) => number).sort((a, b) => a - b);
      return { versions: versionsOf(await Promise.all(numbers.map((number) => release(number))), { kind, id }) };
    },
  );
}

/** `all`: ascending. */
function versionsOf(
  all: readonly (Release | undefined)[],
  { kind, id }: { readonly kind: string; readonly id: string },
): readonly Versioned[] {
  const byVersion = new Map<number, Versioned>();
  for (const release of all) {
    const found = release?.definitions.find(({ definition }) => definition.kind === kind && definition.id === id);
    if (!release || !found) continue;
    const { version, definition } = found;
    byVersion.set(version, { version, definition, releases: [...(byVersion.get(version)?.releases ?? []), release.number] });
  }
  return [...byVersion.values()].sort((a, b) => b.version - a.version);
}
