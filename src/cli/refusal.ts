/** A refusal that a server put into words: its code and message are shown as they came. */
import { ERRORS, type ErrorKind } from '../base/index.ts';

export class ServerRefusal extends Error {
  readonly code: string;
  readonly kind: ErrorKind;

  constructor(code: string, kind: ErrorKind, message: string) {
    super(message);
    this.name = 'ServerRefusal';
    this.code = code;
    this.kind = kind;
  }
}

/** The refusal in an answer `{ code, message | reason }`, plain or under `error`; undefined when there is none. */
export function refusalIn(answer: unknown, status: number): ServerRefusal | undefined {
  const outer = recordOf(answer);
  const inner = recordOf(outer?.error) ?? outer;
  const code = inner?.code;
  const message = inner?.message ?? inner?.reason;
  if (typeof code !== 'string' || typeof message !== 'string') return undefined;
  const known = Object.hasOwn(ERRORS, code) ? ERRORS[code as keyof typeof ERRORS].kind : undefined;
  return new ServerRefusal(code, known ?? (status < 500 ? 'input' : 'bug'), message);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}
