import { type ErrorCode, type ErrorDetails, messageOf, type Said, type Sayable } from '../../base/index.ts';
import { said } from '../said.ts';

/** Why a call is not taken: a value, not an exception. A class, so that no sender's object can pass for one. */
export class Refusal {
  readonly code: ErrorCode;
  /** Path of the field at fault from the call's root, e.g. `properties.products[3].price`; '' when it is the whole call. */
  readonly field: string;
  /** What is wrong and how to correct it, in English as all of the protocol; `reasonIn` says it in Chinese. */
  readonly reason: string;

  /** It is kept for us to correct, and nothing the sender could do better: the answer is no failure. */
  readonly quiet: boolean = false;

  constructor(code: ErrorCode, field: string, details: ErrorDetails & { readonly problem?: Said; readonly problems?: Said } = {}) {
    this.code = code;
    this.field = field;
    this.reason = messageOf(code, { field, ...details });
  }
}

/** One that the sender is not blamed for. */
export class QuietRefusal extends Refusal {
  override readonly quiet: boolean = true;
}

/** A field of the wrong type or content. `problem` goes on from the field's name: "is a list; it must be an object". */
export function invalid(field: string, problem: Said): Refusal {
  return new Refusal('VOLANO_CALL_INVALID', field, { problem });
}

/** What a JSON value is, for a sentence. */
export function describe(value: unknown): Sayable {
  if (value === undefined) return said`missing`;
  if (value === null) return 'null';
  if (Array.isArray(value)) return said`a list`;
  if (typeof value === 'object') return said`an object`;
  if (typeof value === 'boolean') return said`true or false`;
  return typeof value === 'number' ? said`a number` : said`text`;
}
