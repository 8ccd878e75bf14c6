/** Sources and their write keys: from the environment, else from the papers of the installation, made with a random key at the first start. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { VolanoError, wordsOf } from '../../base/index.ts';
import { issueSaid } from '../../define/index.ts';
import type { Papers } from '../../port/state/index.ts';
import type { VisitorKey } from '../figures.ts';
import { said } from '../said.ts';

/** A source of the configuration. */
export interface Source {
  readonly id: string;
  readonly writeKey: string;
}

/** Sources of the configuration, and where somebody has written them. */
export interface ConfiguredSources {
  readonly sources: readonly Source[];
  readonly place: string;
}

const FILE = 'sources.json';

const sourcesSchema: z.ZodType<{ sources: Source[] }> = z.strictObject({
  sources: z.array(z.strictObject({ id: z.string().min(1).max(100), writeKey: z.string().min(8).max(200) })).min(1),
});

/** `VOLANO_WRITE_KEYS` is `source:key,source:key`. Throws VOLANO_SOURCES_INVALID. */
export async function loadSources(papers: Papers, environment: Readonly<Record<string, string | undefined>>): Promise<ConfiguredSources> {
  const given = environment.VOLANO_WRITE_KEYS;
  if (given)
    return checked('VOLANO_WRITE_KEYS', {
      sources: given.split(',').map((pair) => ({ id: pair.split(':', 1)[0], writeKey: pair.slice(pair.indexOf(':') + 1) })),
    });
  const path = papers.placeOf(FILE);
  const text = (await papers.read(FILE)) ?? (await papers.make(FILE, `${JSON.stringify(fresh(), null, 2)}\n`));
  return checked(path, parsed(path, text));
}

function fresh(): { readonly sources: readonly Source[] } {
  return { sources: [{ id: 'default', writeKey: `wk_${randomBytes(18).toString('base64url')}` }] };
}

/** A key of the console's own, so that its calls can be told from those of the sources. It is written nowhere and ends with the process. */
export function makeVisitorKey(): VisitorKey {
  return { source: 'console', writeKey: `wk_${randomBytes(18).toString('base64url')}` };
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new VolanoError('VOLANO_SOURCES_INVALID', { path, problem: wordsOf(cause) }, { cause });
  }
}

function checked(path: string, value: unknown): ConfiguredSources {
  const result = sourcesSchema.safeParse(value);
  if (result.success) return { sources: result.data.sources, place: path };
  const [issue] = result.error.issues;
  throw new VolanoError('VOLANO_SOURCES_INVALID', { path, problem: said`${issue!.path.join('.')}: ${issueSaid(issue!)}` });
}
