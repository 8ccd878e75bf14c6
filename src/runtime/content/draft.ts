/** Content that is being written: what is wrong with it, and what a customer would read of it. Nothing is kept. */
import { buildTemplate, type ContentProblem, problemsOf, variablesOf } from '../../act/index.ts';
import type { Json, JsonObject } from '../../core/index.ts';
import {
  type ApprovalState,
  approvalOf,
  type BlockDefinition,
  type Blocks,
  fingerprintOf,
  formatOf,
  issueTextOf,
  SCHEMAS,
  type TemplateDefinition,
} from '../../define/index.ts';
import type { ProfileLookup } from '../figures.ts';
import type { Rendered } from './rendering.ts';
import type { WrittenWord } from './sensitive.ts';

export interface DraftQuestion {
  /** A template or a block, as far as it is written. */
  readonly definition: { readonly kind: 'template' | 'block'; readonly id: string };
  /** Blocks that are being changed too, in the place of those released. */
  readonly blocks?: readonly { readonly kind: 'block'; readonly id: string }[] | undefined;
  /** Default: nobody, so that every value is missing. */
  readonly lookup?: ProfileLookup | undefined;
  /** Default: the customer's. */
  readonly locale?: string | undefined;
  /** Default: the one that the customer would get. */
  readonly variant?: string | undefined;
  /** Properties of the triggering event. */
  readonly event?: JsonObject | undefined;
}

export interface DraftPreview {
  readonly kind: 'template' | 'block';
  readonly id: string;
  /** Empty when a release would take it. */
  readonly problems: readonly ContentProblem[];
  /** Of what is written now; absent while it is no content yet. */
  readonly fingerprint?: string;
  readonly approval?: ApprovalState;
  /** Sensitive words of what is written, those of blocks that it holds aside; absent where the project watches for none. */
  readonly words?: readonly WrittenWord[];
  /** Whom it was rendered for. */
  readonly customer?: string;
  /** Absent while there are problems. */
  readonly shown?: Rendered;
  /** What it reads, with the values it gets; null: there is none. */
  readonly values?: { readonly trait: JsonObject; readonly event: JsonObject };
}

/** What is written, checked as far as it can be. */
export type DraftRead =
  | { readonly ok: false; readonly problems: readonly ContentProblem[] }
  | {
      readonly ok: true;
      /** Of a block: a template that holds nothing else. */
      readonly template: TemplateDefinition;
      readonly definition: TemplateDefinition | BlockDefinition;
      readonly blocks: Blocks;
      readonly problems: readonly ContentProblem[];
    };

/** `released`: the blocks of the running release. `traits`: ids of those there are. */
export function readDraft(
  { definition, blocks: changed = [] }: Pick<DraftQuestion, 'definition' | 'blocks'>,
  { released, traits }: { readonly released: Blocks; readonly traits: ReadonlySet<string> },
): DraftRead {
  const others = new Map(released);
  for (const block of changed) {
    const read = SCHEMAS.block.safeParse(block);
    if (read.success) others.set(block.id, read.data as BlockDefinition);
  }
  const read = SCHEMAS[definition.kind].safeParse(definition);
  if (!read.success) {
    const problems = read.error.issues.map((issue) => ({
      field: issue.path.join('.'),
      message: { en: issue.message, zh: issueTextOf(issue, valueAt(definition, issue.path)).zh },
    }));
    return { ok: false, problems };
  }
  const one = read.data as TemplateDefinition | BlockDefinition;
  const blocks = one.kind === 'block' ? new Map([...others, [one.id, one]]) : others;
  const template = one.kind === 'block' ? around(one) : one;
  const problems = problemsOf(template, blocks, traits).map((problem) => (one.kind === 'block' ? ofBlock(problem, one) : problem));
  const own = one.kind === 'block' ? blockProblems(one, blocks, traits) : [];
  return { ok: true, template, definition: one, blocks, problems: own.length > 0 ? own : problems };
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((one, key) => (one as Record<PropertyKey, unknown> | undefined)?.[key], value);
}

/** Released, built: what is rendered of it. Throws VOLANO_TEMPLATE_INVALID. */
export function builtDraft({ template, blocks }: Extract<DraftRead, { ok: true }>): TemplateDefinition {
  return buildTemplate(template, blocks);
}

/** What a built template reads, with what it gets. */
export function valuesRead(
  built: TemplateDefinition,
  scope: { readonly trait: JsonObject; readonly event: JsonObject },
): DraftPreview['values'] {
  const { traits, properties } = variablesOf(built);
  const read = (names: readonly string[], from: JsonObject): JsonObject =>
    Object.fromEntries(names.map((name): [string, Json] => [name, from[name] ?? null]));
  return { trait: read(traits, scope.trait), event: read(properties, scope.event) };
}

/** Where approval stands, with the blocks as they are. */
export function standingOf({ definition, blocks }: Extract<DraftRead, { ok: true }>): Pick<DraftPreview, 'fingerprint' | 'approval'> {
  return { fingerprint: fingerprintOf(definition, blocks), approval: approvalOf(definition, blocks) };
}

/** A block alone, each of its parameters shown as its name. In HTML, unless it has nothing but words of its own. */
function around({ id, name, ...block }: BlockDefinition): TemplateDefinition {
  const written = [block, ...Object.values(block.locales ?? {})]
    .flatMap((one) => Object.values(one))
    .filter((one) => typeof one === 'string');
  const parameters = new Set(written.flatMap((one) => [...one.matchAll(/(?<![\w.])block\.([a-z][a-z0-9_]*)/g)].map(([, found]) => found!)));
  const given = [...parameters].map((one) => `, ${one}: "⟨${one}⟩"`).join('');
  const tag = `{% block "${id}"${given} %}`;
  const isText = block.type === 'custom' && [block.body, block.mjml].every((one) => one === undefined || formatOf(one) === 'text');
  const body = isText ? tag : `<div>${tag}</div>`;
  const locales = Object.fromEntries(Object.keys(block.locales ?? {}).map((tagOf) => [tagOf, { body }]));
  return { kind: 'template', id, name, body, ...(block.locales && { locales }) };
}

const FIELDS = ['body', 'link', 'image', 'mjml', 'text'] as const;

/** Each text of a block as if it were a template of its own, so that places are those of the block. */
function blockProblems(block: BlockDefinition, blocks: Blocks, traits: ReadonlySet<string>): readonly ContentProblem[] {
  const contents = [['', block] as const, ...Object.entries(block.locales ?? {}).map(([tag, one]) => [`locales.${tag}.`, one] as const)];
  return contents.flatMap(([path, content]) =>
    FIELDS.flatMap((field) => {
      const source = content[field];
      if (source === undefined || source === '') return [];
      // A parameter is known where the block stands only.
      const body = source.replace(/(?<![\w.])block\.(?=[a-z])/g, 'event.');
      const alone: TemplateDefinition = { kind: 'template', id: block.id, name: block.name, body: 'x', text: body };
      return problemsOf(alone, blocks, traits).map((problem) => ({ ...problem, field: `${path}${field}` }));
    }),
  );
}

function ofBlock({ field, message }: ContentProblem, { locales = {} }: BlockDefinition): ContentProblem {
  const locale = Object.keys(locales).find((tag) => field.startsWith(`locales.${tag}.`));
  return { field: locale === undefined ? 'body' : `locales.${locale}.body`, message };
}
