/** What is said beside the definitions of a release, and who says it. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ErrorCode } from '../../base/index.ts';
import { type RolloutSettings, rolloutSchema, type StepEdits, stepEditsSchema } from '../../define/index.ts';
import type { Asker } from '../deps.ts';

/** The shape of the request only; whether the project is right is judged where the release is made. */
export const wish: {
  readonly note: z.ZodExactOptional<z.ZodString>;
  readonly accept: z.ZodExactOptional<z.ZodArray<z.ZodString>>;
  readonly edits: z.ZodExactOptional<z.ZodRecord<z.ZodString, z.ZodType<StepEdits>>>;
} = {
  note: z.string().describe('What changes, for people.').exactOptional(),
  accept: z.array(z.string()).describe('Ids of lints whose errors are accepted.').exactOptional(),
  edits: z.record(z.string(), stepEditsSchema).describe('About customers inside of journeys that change, by journey.').exactOptional(),
};

/** How what changes of journeys reaches customers. */
export const rollout: z.ZodExactOptional<z.ZodType<RolloutSettings | 'at_once'>> = z
  .union([z.literal('at_once'), rolloutSchema])
  .describe('How journeys that change reach customers; absent: as each journey says.')
  .exactOptional();

/** A release that waits for a second person. */
export const proposedSchema: z.ZodType<{ readonly draft: string }> = z
  .strictObject({ draft: z.string() })
  .meta({ id: 'Proposed', description: 'It waits for a second person, under this id.' });

/** How whoever asks is known, in descriptions. */
export const MEMBER = 'Where the workspace asks for a second person, the header `x-volano-member` holds the token of who asks.';

/** Of whatever makes releases. */
export const WISH_ERRORS: readonly ErrorCode[] = ['VOLANO_MEMBER_UNKNOWN', 'VOLANO_RELEASE_UNKNOWN'];

/** Who asks: the member that is signed in, or whose token is in the header `x-volano-member`. */
export function memberIn({ headers, principal }: Pick<FastifyRequest, 'headers' | 'principal'>): { readonly member?: Asker } {
  if (principal && principal.kind !== 'operator') return { member: { signedIn: principal.id, may: principal.permissions } };
  const member = headers['x-volano-member'];
  return typeof member === 'string' && member !== '' ? { member } : {};
}

/** What is given of it. */
export function saidIn<Said extends object>(said: Said): { [Key in keyof Said]?: Exclude<Said[Key], undefined> } {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as never;
}
