/**
 * Routes of sessions, in the shape that openapi-typescript generates: path, verb, parameters, answers.
 * Times are wall clocks in ms since 1970 unless said otherwise.
 */

type Content<Body> = { content: { 'application/json': Body } };

type Parameters<Query, Path> = { query?: Query; header?: never; cookie?: never } & ([Path] extends [never]
  ? { path?: never }
  : { path: Path });

export interface Get<Answer, Query = never, Path = never> {
  get: { parameters: Parameters<Query, Path>; responses: { 200: Content<Answer> } };
}

export interface Post<Answer, Body, Path = never> {
  post: { parameters: Parameters<never, Path>; requestBody: Content<Body>; responses: { 200: Content<Answer> } };
}

interface Patch<Answer, Body> {
  patch: { parameters: Parameters<never, never>; requestBody: Content<Body>; responses: { 200: Content<Answer> } };
}

interface Delete<Answer, Query = never> {
  delete: { parameters: Parameters<Query, never>; responses: { 200: Content<Answer> } };
}

/** Who is signed in; `setup`: nobody is a member yet, and the first owner is to be made; `signIn`: nobody is, and how to. */
export interface SessionAnswer {
  member?: { id: string; name: string; email?: string };
  roles?: string[];
  permissions?: string[];
  csrf?: string;
  setup?: boolean;
  signIn?: 'password' | 'token';
}

export interface Credentials {
  email: string;
  password: string;
  /** With the first owner only. */
  name?: string;
}

/** Beside those of the server's document. */
export interface SessionPaths {
  '/v1/session': Get<SessionAnswer> &
    Post<SessionAnswer, Credentials> &
    Patch<SessionAnswer, { name?: string; language?: 'en' | 'zh' }> &
    Delete<Record<string, never>, { everywhere?: 'true' }>;
}
