/** Settings that carriers over HTTP share. */
import { z } from 'zod';
import { hint } from '../said.ts';
import { problemOf } from './egress.ts';

const REFERENCE = /^(env:[A-Za-z_][A-Za-z0-9_]*|file:.+)$/;

/** A place in which a secret lies. The configuration never holds one itself. */
export const secretSchema: z.ZodType<string> = z
  .string()
  .regex(
    REFERENCE,
    hint`must say where the secret lies: "env:NAME" for an environment variable, "file:PATH" for a file; the secret itself does not belong here`,
  );

const hostsSchema: z.ZodType<readonly string[]> = z.array(z.string().min(1).max(253).toLowerCase()).max(100);

/** Name and value of a header as HTTP allows them. */
export const headersSchema: z.ZodType<Readonly<Record<string, string>>> = z.record(
  z.string().regex(/^[A-Za-z0-9-]{1,100}$/, hint`is no name of a header`),
  z.string().regex(/^[\x20-\x7e]{0,2000}$/, hint`holds what a header cannot carry`),
);

/** The headers as they are sent: a value that refers to a secret is that secret. Throws what `secretOf` throws. */
export function headersWith(
  headers: Readonly<Record<string, string>>,
  secretOf: (reference: string) => string,
): Readonly<Record<string, string>> {
  const sent = Object.entries(headers).map(([name, value]) => [name, REFERENCE.test(value) ? secretOf(value) : value]);
  return Object.fromEntries(sent);
}

/** Who sends a key in a header of its own does not want it told. Short values are words like `1` or `json`. */
export function secretsInHeaders(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.values(headers).flatMap((value) => [value, ...value.split(' ').slice(1)].filter(({ length }) => length >= 8));
}

export interface Destination {
  readonly url: string;
  /** Of the whole exchange; default 10 s. */
  readonly timeoutMs?: number | undefined;
  /** Hosts that may be private addresses. */
  readonly allowPrivate?: readonly string[] | undefined;
  /** Hosts that may be reached without TLS. */
  readonly allowHttp?: readonly string[] | undefined;
}

/** The fields of a destination, for an object's shape. */
export const DESTINATION_FIELDS: {
  readonly url: z.ZodType<string>;
  readonly timeoutMs: z.ZodOptional<z.ZodType<number>>;
  readonly allowPrivate: z.ZodOptional<typeof hostsSchema>;
  readonly allowHttp: z.ZodOptional<typeof hostsSchema>;
} = {
  url: z.url({ protocol: /^https?$/, error: hint`must be an address that begins with https://` }).max(2_000),
  timeoutMs: z.int().min(100).max(30_000).optional(),
  allowPrivate: hostsSchema.optional(),
  allowHttp: hostsSchema.optional(),
};

/** What is wrong with a destination as a whole, for `superRefine`. */
export function checkDestination(destination: Destination, context: z.RefinementCtx): void {
  const url = new URL(destination.url);
  const say = (message: string): void => context.addIssue({ code: 'custom', path: ['url'], message });
  if (url.username !== '' || url.password !== '')
    say(hint`must not hold a user or password: they would be readable; use a secret reference`);
  const { allowPrivate = [], allowHttp = [] } = destination;
  const problem = problemOf(url, { allowPrivate, allowHttp });
  if (problem === 'tls_required') say(hint`must begin with https://, or "allowHttp" must name "${url.hostname}"`);
  if (problem === 'address_not_public')
    say(hint`is an address of a private network; "allowPrivate" must name "${url.hostname}" if that is meant`);
}
