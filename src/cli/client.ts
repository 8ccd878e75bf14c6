/** The management API of a running server, over HTTP. */
import { VolanoError } from '../base/index.ts';
import type { Project } from '../define/index.ts';
import type { Management, ReleaseOutcome, ReleaseSummary, Where } from './management.ts';
import { refusalIn } from './refusal.ts';

interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
}

/** Nothing is sent until a method is called. Errors: VOLANO_SERVER_UNREACHABLE, the server's own codes, VOLANO_SERVER_ANSWER_UNEXPECTED. */
export function managementClient(where: Where): Management {
  const call = <Answer>(request: Request): Promise<Answer> => answerOf<Answer>(where, request);
  const post = (path: string, body: unknown): Promise<ReleaseOutcome> => call({ method: 'POST', path, body });
  const noteOf = (note: string | undefined): { note?: string } => (note === undefined ? {} : { note });
  return {
    plan: (project: Project) => post('/v1/releases/plan', { project }),
    apply: (project: Project, note) => post('/v1/releases', { project, ...noteOf(note) }),
    rollback: (number, note) => post(`/v1/releases/${number}/rollback`, noteOf(note)),
    releases: async () => (await call<{ releases: readonly ReleaseSummary[] }>({ method: 'GET', path: '/v1/releases' })).releases,
    report: () => call({ method: 'GET', path: '/v1/report' }),
    close: async () => {},
  };
}

/** Whether any Volano server answers at the address. */
export async function answers(url: string): Promise<boolean> {
  try {
    await fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) });
    return true;
  } catch {
    return false;
  }
}

async function answerOf<Answer>({ url, token }: Where, { method, path, body }: Request): Promise<Answer> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  let response: Response;
  try {
    response = await fetch(`${url}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  } catch (cause) {
    throw new VolanoError('VOLANO_SERVER_UNREACHABLE', { url, problem: reasonOf(cause) }, { cause });
  }
  const text = await response.text();
  const request = `${method} ${path}`;
  const answer = parsed(text);
  if (answer === undefined) {
    throw new VolanoError('VOLANO_SERVER_ANSWER_UNEXPECTED', { url, status: response.status, request, problem: text.slice(0, 200) });
  }
  if (response.ok) return answer as Answer;
  throw (
    refusalIn(answer, response.status) ??
    new VolanoError('VOLANO_SERVER_ANSWER_UNEXPECTED', { url, status: response.status, request, problem: text.slice(0, 200) })
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return inner instanceof Error ? inner.message : String(inner);
}
