/** The OpenAPI 3.1 document of routes, made of the very schemas that requests and answers are held to. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { AREAS } from './areas.ts';
import { type Json, jsonSchemasOf, type Wanted } from './json-schemas.ts';
import { type Response, responsesOf } from './responses.ts';
import type { Raw, Route } from './route.ts';

/** A route under its whole address. */
export interface Described {
  readonly path: string;
  readonly route: Route;
}

/** An OpenAPI document. */
export interface OpenApi {
  readonly openapi: '3.1.1';
  readonly info: Json;
  readonly tags: readonly Json[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly components: { readonly schemas: Record<string, Json>; readonly responses: Json; readonly securitySchemes: Json };
}

/** All routes that are declared in the scope and those within it, from here on; grows as they are added. */
export function collectRoutes(scope: FastifyInstance): Described[] {
  const found: Described[] = [];
  scope.addHook('onRoute', ({ url, method, config }) => {
    if (config?.route && method !== 'HEAD') found.push({ path: url, route: config.route });
  });
  return found;
}

/** The document of these routes, for the product of this version. */
export function documentOf(described: readonly Described[], version: string): OpenApi {
  const { schemaOf, components } = jsonSchemasOf(wantedBy(described));
  const responses = new SharedResponses();
  const paths: Record<string, Record<string, Json>> = {};
  for (const { path, route } of described) {
    const address = path.replace(/:(\w+)/g, '{$1}');
    paths[address] ??= {};
    paths[address][route.method.toLowerCase()] = operationOf({ path, route }, { schemaOf, responses });
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Volano',
      version,
      description: 'The management API, the in-app inbox and the door for events of a Volano installation.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags: Object.entries(AREAS).map(([name, description]) => ({ name, description })),
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: { schemas: components, responses: responses.all(), securitySchemes: SECURITY_SCHEMES },
  };
}

const SECURITY_SCHEMES: Json = {
  admin: {
    type: 'http',
    scheme: 'bearer',
    description:
      'The admin token (or that of a member or service). Programs on the machine of a server that listens on loopback need none.',
  },
  inbox: { type: 'http', scheme: 'bearer', description: 'A token of one customer, from POST /v1/inbox-tokens.' },
  writeKey: { type: 'http', scheme: 'basic', description: 'The write key of a source as user name, with an empty password.' },
};

interface Context {
  readonly schemaOf: (schema: z.ZodType, io: 'input' | 'output') => Json;
  readonly responses: SharedResponses;
}

function operationOf({ path, route }: Described, { schemaOf, responses }: Context): Json {
  const { area, summary, description, permission, audit, params, query, body, method } = route;
  const parameters = [
    ...(params ? parametersOf(schemaOf(params, 'input'), 'path') : []),
    ...(query ? parametersOf(schemaOf(query, 'input'), 'query') : []),
  ];
  return {
    operationId: operationIdOf(method, path),
    tags: [area],
    summary,
    ...(description !== undefined && { description }),
    security: securityOf(route),
    'x-permission': permission,
    ...(audit && { 'x-audit': audit }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: { required: !body.safeParse({}).success, content: { 'application/json': { schema: schemaOf(body, 'input') } } },
    }),
    responses: Object.fromEntries(
      responsesOf(route).map((response) => [String(response.status), responses.refTo(response, contentOf(response, schemaOf))]),
    ),
  };
}

function securityOf({ permission, security }: Route): readonly Json[] {
  if (security === 'link') return [];
  if (security) return [{ [security]: [] }];
  return permission === 'open' ? [] : [{ admin: [] }];
}

function parametersOf(schema: Json, where: 'path' | 'query'): readonly Json[] {
  const { properties = {}, required = [] } = schema as { properties?: Record<string, Json>; required?: readonly string[] };
  return Object.entries(properties).map(([name, { description, ...of }]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    ...(description !== undefined && { description }),
    schema: of,
  }));
}

function contentOf({ content }: Response, schemaOf: Context['schemaOf']): Json {
  if (content === null) return {};
  if (content instanceof z.ZodType) return { content: { 'application/json': { schema: schemaOf(content, 'output') } } };
  const { type, schema } = content as Raw;
  const carried = { schema: schema ? schemaOf(schema, 'output') : { type: 'string' } };
  return { content: Object.fromEntries([type].flat().map((one) => [one, carried])) };
}

/** Answers that look the same everywhere stand in the document once. */
class SharedResponses {
  readonly #shared = new Map<string, Json>();

  refTo(response: Response, content: Json): Json {
    const { status, codes } = response;
    const whole = { description: descriptionOf(response), ...content };
    const name = SHARED[status];
    if (name === undefined || (status < 500 && codes === undefined)) return whole;
    const before = this.#shared.get(name);
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(whole)) return whole;
    this.#shared.set(name, whole);
    return { $ref: `#/components/responses/${name}` };
  }

  all(): Json {
    return Object.fromEntries([...this.#shared].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

const SHARED: Readonly<Record<number, string>> = {
  401: 'NotSignedIn',
  403: 'NotAllowed',
  413: 'TooLarge',
  415: 'NotJson',
  500: 'Failed',
  503: 'Unavailable',
};
const ENDINGS: Readonly<Record<number, string>> = {
  413: 'The body is too large: VOLANO_QUERY_INVALID.',
  415: 'The body is no JSON: VOLANO_QUERY_INVALID.',
  500: 'The server could not answer; its log has the reason.',
  503: 'Not at present; ask again after the seconds in the header `retry-after`.',
};

function descriptionOf({ status, content, codes }: Response): string {
  if (content !== null && !(content instanceof z.ZodType)) return (content as Raw).description;
  return ENDINGS[status] ?? codes?.join(', ') ?? (content as z.ZodType | null)?.description ?? 'Done.';
}

function wantedBy(described: readonly Described[]): readonly Wanted[] {
  return described.flatMap(({ route }) => {
    const inputs = [route.params, route.query, route.body].flatMap((schema): Wanted[] => (schema ? [{ schema, io: 'input' }] : []));
    const outputs = responsesOf(route).flatMap(({ content }): Wanted[] => {
      const schema = content instanceof z.ZodType ? content : (content as Raw | null)?.schema;
      return schema ? [{ schema, io: 'output' }] : [];
    });
    return [...inputs, ...outputs];
  });
}

/** `GET /v1/releases/:number` is `getReleasesNumber`. */
function operationIdOf(method: string, path: string): string {
  const words = path.split(/[^a-zA-Z0-9]+/).filter((word) => word !== '' && word !== 'v1');
  return method.toLowerCase() + words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('');
}
