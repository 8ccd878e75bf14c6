/**
 * Which identifiers count, and how strongly. A project's namespaces stand beside the built-in ones and replace those of the same id.
 * Rules apply to what arrives after they changed; profiles that exist are not taken apart.
 */
import { compilePattern, DAY, durationMs, type Pattern } from '../../../base/index.ts';
import type { FanInDefinition, NamespaceDefinition } from '../../../define/index.ts';
import type { Identifier } from '../../entry.ts';

export interface NamespaceRule {
  /** 1 is the strongest; on a conflict the identifier with the highest number is dropped first. */
  readonly priority: number;
  /** How many values one profile may hold, or gain within `perMs`. 0: values of it identify nobody. */
  readonly limit: number;
  /** Ms; Infinity: ever. */
  readonly perMs: number;
  readonly blocked: ReadonlySet<string>;
  readonly patterns: readonly Pattern[];
  /** False: what many people share. Its values count only where nothing else does, and join no profiles. */
  readonly merges: boolean;
}

/** At most `max` merges into one profile within `perMs`. */
export interface FanInRule {
  readonly max: number;
  readonly perMs: number;
}

/** Why a value identifies nobody. */
export type BlockedReason = 'value' | 'pattern' | 'empty' | 'too_long' | 'namespace';

const ALL_MERGE: Pick<NamespaceRule, 'perMs' | 'blocked' | 'patterns' | 'merges'> = {
  perMs: Number.POSITIVE_INFINITY,
  blocked: new Set(),
  patterns: [],
  merges: true,
};
const DEFAULT_FAN_IN: FanInRule = { max: 20, perMs: DAY };
const BUILT_IN: readonly (readonly [namespace: string, priority: number, limit: number])[] = [
  ['user_id', 1, 1],
  ['unionid', 2, 1],
  ['external_userid', 3, 1],
  ['phone', 4, 2],
  ['email', 5, 5],
  ['card', 6, 5],
  ['openid', 7, 10],
  ['device', 90, 100],
  ['anonymous_id', 91, 100],
];
const OTHER: NamespaceRule = { priority: 50, limit: 5, ...ALL_MERGE };

/** Values that programs send for "nobody", whatever their case. One of them taken for a person would merge everybody. */
const NOBODY: ReadonlySet<string> = new Set([
  '-1',
  'abc123',
  'anonymous',
  'false',
  'guest',
  'nan',
  'none',
  'null',
  'true',
  'undefined',
  'unknown',
  'void',
  '[object object]',
]);
const NOBODY_LENGTH_MAX = 15;
const NOBODY_STARTS = new Uint8Array(128);
for (const value of NOBODY) for (const start of [value, value.toUpperCase()]) NOBODY_STARTS[start.charCodeAt(0)] = 1;
const ZEROS = /^[0-]*$/;
const ZERO = 0x30;
const DELETE = 0x7f;
/** With these the key of an identifier stays far below what the state store takes. */
const NAMESPACE_LENGTH_MAX = 64;
const VALUE_LENGTH_MAX = 512;

/** The namespaces of a release: which identify, which values they block, how many identifiers of one a customer may have. */
export class IdentityRules {
  readonly #namespaces = new Map<string, NamespaceRule>();
  readonly fanIn: FanInRule;
  /** Whether there is any namespace that does not merge. */
  readonly #hasShared: boolean;

  constructor(definitions: readonly NamespaceDefinition[], fanIn?: FanInDefinition) {
    for (const [namespace, priority, limit] of BUILT_IN) this.#namespaces.set(namespace, { priority, limit, ...ALL_MERGE });
    for (const definition of definitions) this.#namespaces.set(definition.id, ruleOf(definition));
    this.fanIn = fanIn ? { max: fanIn.max, perMs: durationMs(fanIn.per) } : DEFAULT_FAN_IN;
    this.#hasShared = [...this.#namespaces.values()].some(({ merges }) => !merges);
  }

  /**
   * The identifiers that decide whose an event is: what many people share (a till, a kiosk) only where nothing else can be used, and then the strongest
   * of them alone.
   */
  decisive(identifiers: readonly Identifier[]): readonly Identifier[] {
    if (!this.#hasShared) return identifiers;
    const shared = identifiers.filter(([namespace]) => !this.of(namespace).merges);
    if (shared.length === 0) return identifiers;
    const own = identifiers.filter(([namespace]) => this.of(namespace).merges);
    if (own.some((identifier) => this.blocked(identifier) === undefined)) return own;
    const usable = shared.filter((identifier) => this.blocked(identifier) === undefined);
    const strongest = usable.sort((a, b) => this.strongestFirst(a, b)).slice(0, 1);
    return strongest.length > 0 ? strongest : identifiers;
  }

  of(namespace: string): NamespaceRule {
    return this.#namespaces.get(namespace) ?? OTHER;
  }

  /** Undefined when the identifier may be used. */
  blocked([namespace, value]: Identifier): BlockedReason | undefined {
    if (value.length > VALUE_LENGTH_MAX) return 'too_long';
    const first = value.charCodeAt(0);
    // What begins with a printable ASCII character beyond 0 is neither empty nor zeros.
    if (!(first > ZERO && first < DELETE)) {
      if (value.trim() === '') return 'empty';
      if (ZEROS.test(value)) return 'value';
    }
    if (value.length <= NOBODY_LENGTH_MAX && mayBeNobody(first) && NOBODY.has(value.toLowerCase())) return 'value';
    const rule = this.#namespaces.get(namespace) ?? OTHER;
    if (rule.limit < 1 || !isNamespace(namespace)) return 'namespace';
    if (rule.blocked.size > 0 && rule.blocked.has(value)) return 'value';
    return rule.patterns.length > 0 && rule.patterns.some((pattern) => pattern.test(value)) ? 'pattern' : undefined;
  }

  /** By priority, then by namespace, then by value: the last is the first to be dropped. */
  strongestFirst(a: Identifier, b: Identifier): number {
    return this.of(a[0]).priority - this.of(b[0]).priority || compare(a[0], b[0]) || compare(a[1], b[1]);
  }
}

/** What resolution asks of the rules. */
export type ResolvingRules = Pick<IdentityRules, 'fanIn' | 'decisive' | 'of' | 'blocked' | 'strongestFirst'>;

function isNamespace(namespace: string): boolean {
  return namespace !== '' && namespace.length <= NAMESPACE_LENGTH_MAX && !namespace.includes('\u0000');
}

/** Whether a value for "nobody" begins with this character, which most of other values do not. */
function mayBeNobody(first: number): boolean {
  return first >= 128 || NOBODY_STARTS[first] === 1;
}

/** The rules of a release's namespaces, beside the built-in ones. */
export function compileIdentityRules(definitions: readonly NamespaceDefinition[], fanIn?: FanInDefinition): IdentityRules {
  return new IdentityRules(definitions, fanIn);
}

function ruleOf({ priority, limit, per, blocked, blockedPatterns = [], merges = true }: NamespaceDefinition): NamespaceRule {
  const patterns = blockedPatterns.map((source) => {
    const compiled = compilePattern(source);
    // Definitions are checked when a release is made.
    if ('problem' in compiled) throw new Error(`${source}: ${compiled.problem}`);
    return compiled;
  });
  const perMs = per === undefined ? Number.POSITIVE_INFINITY : durationMs(per);
  return { priority, limit, perMs, blocked: new Set(blocked), patterns, merges };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
