/** What the server answers when it does not do what it was asked. */

/** A refusal: `code` is a row of the catalogue of errors, `message` what the server says about it, `status` the HTTP status, 0 without an answer. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  /** Of an answer that is no refusal but a report, e.g. of what has stopped. */
  body?: unknown;

  constructor(code: string, reason: string, status: number) {
    super(reason);
    this.code = code;
    this.status = status;
  }
}

/** Which of the texts of `errors` says what to do: by what kind of refusal it is. */
export type Remedy = 'offline' | 'signIn' | 'forbidden' | 'missing' | 'changed' | 'input' | 'busy' | 'server';

export function remedyOf(error: unknown): Remedy {
  if (!(error instanceof ApiError)) return 'server';
  const { status } = error;
  if (status === 0) return 'offline';
  if (status === 401) return 'signIn';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'missing';
  if (status === 409) return 'changed';
  if (status === 429 || status === 503) return 'busy';
  return status < 500 ? 'input' : 'server';
}

/** Of an answer that is no success: JSON `{ code, reason }`, or whatever stands between us and the server. */
export async function errorOf(answer: Response): Promise<ApiError> {
  const text = await answer.text().catch(() => '');
  let body: unknown;
  try {
    body = JSON.parse(text);
    const { code, reason } = body as { code?: unknown; reason?: unknown };
    if (typeof code === 'string') return new ApiError(code, typeof reason === 'string' ? reason : '', answer.status);
  } catch {
    // A proxy's page, or nothing: told by its status.
  }
  return Object.assign(new ApiError(`HTTP ${answer.status}`, answer.statusText, answer.status), { body });
}
