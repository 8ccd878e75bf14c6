/**
 * One way to declare a route. What is said here is what requests are checked against, what the document shows, what answers are held to in
 * tests, and what access asks for.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { z } from 'zod';
import type { ErrorCode } from '../../base/index.ts';
import type { RoutePermission } from '../access/index.ts';
import type { Area } from './areas.ts';
import { compileInput } from './input.ts';

/** An answer that is no JSON: a stream, a page, a text. `schema`: of what it carries, where that has a form, e.g. of each event of a feed. */
export interface Raw {
  readonly type: string | readonly string[];
  readonly description: string;
  readonly schema?: z.ZodType;
}

export type Answers = { readonly [status: number]: z.ZodType | Raw | null };

export interface Route {
  readonly method: Exclude<HTTPMethods, 'HEAD' | 'OPTIONS' | 'TRACE'>;
  /** As Fastify has it: `/v1/releases/:number`. */
  readonly path: string;
  readonly area: Area;
  /** One line, what it does. */
  readonly summary: string;
  readonly description?: string;
  /** What whoever asks must be allowed to do; `open`: everybody may, or it has a proof of its own. */
  readonly permission: RoutePermission;
  /** Whether the audit log keeps it: as a change, or as a look at somebody's personal data. */
  readonly audit?: 'look' | 'change';
  /** What proves who asks; default: access to the management API, none where it is open. */
  readonly security?: 'inbox' | 'link';
  readonly params?: z.ZodType;
  /** Default: takes none. */
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly bodyLimit?: number;
  /** By status: the schema of the JSON, `null` where nothing comes with it, or what else it is. The first one is what it answers where it says nothing else. */
  readonly answers: Answers;
  /** Beyond those that every route may answer with. */
  readonly errors?: readonly ErrorCode[];
}

type Read<R extends Route, Part extends keyof R> = R[Part] extends z.ZodType ? z.output<R[Part]> : Record<string, never>;
/** What is answered is not changed any more. */
type Kept<Value> = Value extends readonly (infer Item)[]
  ? readonly Item[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Value[Key] extends (infer Item)[] ? readonly Item[] : Value[Key] }
    : Value;
type Said<Answer> = Answer extends z.ZodType ? Kept<z.output<Answer>> : Answer extends null ? undefined : string | Buffer;

/** What a request asks for, read by the schemas of its route. */
export interface Asked<R extends Route> {
  readonly params: Read<R, 'params'>;
  readonly query: Read<R, 'query'>;
  readonly body: Read<R, 'body'>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** The reply itself where it has been sent. */
export type Answer<R extends Route> = Said<R['answers'][keyof R['answers']]> | FastifyReply;

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly route?: Route;
  }
}

const NOTHING = z.strictObject({});

/** Adds a route to the scope. */
export function serve<const R extends Route>(
  scope: FastifyInstance,
  route: R,
  answer: (asked: Asked<R>) => Answer<R> | Promise<Answer<R>>,
): void {
  const { method, path, permission, audit, params, query = NOTHING, body, bodyLimit, answers } = route;
  const [status] = Object.keys(answers).map(Number);
  scope.route({
    method,
    url: path,
    ...(bodyLimit !== undefined && { bodyLimit }),
    validatorCompiler: compileInput,
    schema: { querystring: query, ...(params && { params }), ...(body && { body }) },
    config: { permission, route, ...(audit && { audit }) },
    handler: async (request, reply) => {
      if (status !== undefined) reply.code(status);
      const said = await answer({
        params: request.params as Read<R, 'params'>,
        query: request.query as Read<R, 'query'>,
        body: request.body as Read<R, 'body'>,
        request,
        reply,
      });
      return said ?? (reply.sent || answers[reply.statusCode] !== null ? said : reply.send());
    },
  });
}
