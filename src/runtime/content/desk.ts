/** The content of a project as it stands: what there is, what uses it, what changed, what a customer would read; and the way back for one template. */
import { type RenderedContent, SENSITIVE_WORD, variablesOf } from '../../act/index.ts';
import { kindOf, VolanoError, verbatim } from '../../base/index.ts';
import { type JsonObject, type Plan, variantFor, viewOf } from '../../core/index.ts';
import {
  type ApprovalState,
  approvalOf,
  type BlockDefinition,
  type Blocks,
  type ContentUse,
  channelsOf,
  type Definition,
  fingerprintOf,
  forLocale,
  formatOf,
  localeKey,
  type Project,
  type Release,
  type Released,
  type SourceFormat,
  type TemplateDefinition,
  usedBy,
  type WordFinder,
  withBlocks,
} from '../../define/index.ts';
import type { ProfileLookup } from '../figures.ts';
import type { ReadCustomer } from '../reading.ts';
import { createWording } from '../wording.ts';
import { builtDraft, type DraftPreview, type DraftQuestion, type DraftRead, readDraft, standingOf, valuesRead } from './draft.ts';
import { contentOf, type Rendered, type Rendering, rendered } from './rendering.ts';
import { shownWords, type Watching, writtenWords } from './sensitive.ts';
import { changedFields, type FieldChange } from './words.ts';

export interface ContentItem {
  readonly kind: 'template' | 'block';
  readonly id: string;
  readonly version: number;
  readonly approval: ApprovalState;
  readonly fingerprint: string;
  /** Of a block: what it is. */
  readonly type?: BlockDefinition['type'];
  readonly format: SourceFormat;
  readonly locales: readonly string[];
  /** Languages of the workspace that it does not have; those of variants included. */
  readonly missingLocales: readonly string[];
  readonly variants: readonly string[];
  /** Through which it is sent; of a block, the templates that hold it. */
  readonly channels: readonly string[];
  /** Number of the first release that had this version, and when that was, ms, where it is known. */
  readonly release: number;
  readonly updatedAt?: number;
  readonly usedBy: readonly ContentUse[];
}

export interface ContentVersions {
  readonly template: string;
  /** Ascending, each with the first release that had it. */
  readonly versions: readonly { readonly version: number; readonly release: number; readonly note?: string }[];
  readonly from: number;
  readonly to: number;
  readonly changes: readonly FieldChange[];
}

export interface ContentQuestion {
  readonly template: string;
  /** Default: the released one. */
  readonly version?: number | undefined;
  readonly lookup: ProfileLookup;
  /** Default: the customer's. */
  readonly locale?: string | undefined;
  /** Default: the one that the customer would get. */
  readonly variant?: string | undefined;
  /** Properties of the triggering event. */
  readonly event?: JsonObject | undefined;
}

/** What a customer would read of what is released. */
export interface ContentPreview extends Rendered {
  readonly template: string;
  readonly version: number;
  readonly customer: string;
}

export interface ContentWorld {
  readonly releases: {
    readonly list: readonly Release[];
    template(id: string, version: number): TemplateDefinition | undefined;
    summaries(): readonly { readonly number: number; readonly at?: number }[];
  };
  /** The plan in force, and the moment. */
  readonly standing: () => { readonly plan: Plan; readonly now: number };
  readonly read: (lookup: ProfileLookup) => Promise<{ readonly plan: Plan; readonly now: number; readonly read: ReadCustomer | undefined }>;
}

/** Reads releases and customers as they are; changes nothing. */
export class ContentDesk {
  readonly #world: ContentWorld;
  readonly #words: () => WordFinder | undefined;

  constructor(world: ContentWorld) {
    this.#world = world;
    this.#words = createWording(() => world.releases.list);
  }

  /** Of the latest release. */
  list(): readonly ContentItem[] {
    const released = this.#world.releases.list.at(-1)?.definitions ?? [];
    const definitions = released.map(({ definition }) => definition);
    const uses = usedBy(definitions);
    const blocks = blocksIn(definitions);
    const workspace = definitions.find((one) => one.kind === 'workspace');
    const wanted = (workspace?.locales ?? []).slice(1);
    const since = this.#since();
    const times = new Map(this.#world.releases.summaries().map(({ number, at }) => [number, at]));
    return released.flatMap(({ definition, version }): ContentItem[] => {
      if (definition.kind !== 'template' && definition.kind !== 'block') return [];
      const { kind, id } = definition;
      const release = since.get(`${kind}:${id}:${version}`)!;
      const updatedAt = times.get(release);
      return [
        {
          ...{ kind, id, version, approval: approvalOf(definition, blocks), fingerprint: fingerprintOf(definition, blocks) },
          ...(kind === 'block' && { type: definition.type }),
          format: formatOf(definition.body ?? ''),
          locales: Object.keys(definition.locales ?? {}),
          missingLocales: wanted.filter((locale) => localesOf(definition).some((known) => forLocale(known, locale) === undefined)),
          variants: kind === 'template' ? Object.keys(definition.variants ?? {}) : [],
          channels: channelsOf(`${kind}:${id}`, definitions, uses),
          release,
          ...(updatedAt !== undefined && { updatedAt }),
          usedBy: uses.get(`${kind}:${id}`) ?? [],
        },
      ];
    });
  }

  /** What is wrong with content that is being written, and what a customer would read of it. Rejects with VOLANO_RESOURCE_UNKNOWN, VOLANO_TEMPLATE_INVALID. */
  async draft(question: DraftQuestion): Promise<DraftPreview> {
    const { kind, id } = question.definition;
    const draft = this.#read(question);
    if (!draft.ok) return { kind, id, problems: draft.problems };
    const watching = this.#watching(question.definition);
    const words = watching && { words: writtenWords(draft.definition, watching) };
    const standing = { kind, id, problems: draft.problems, ...standingOf(draft), ...words };
    if (draft.problems.length > 0) return standing;
    const { built, rendering, customer, scope } = await this.#rendering(question, draft);
    const values = valuesRead(built, scope);
    return {
      ...standing,
      ...(customer !== undefined && { customer }),
      shown: rendered(built, { ...rendering, isMarked: true }),
      ...(values && { values }),
    };
  }

  /** Content that is being written, as a channel takes it. Rejects with VOLANO_RESOURCE_UNKNOWN, and VOLANO_TEMPLATE_INVALID with the first of its problems. */
  async renderedDraft(question: DraftQuestion): Promise<{
    readonly content: RenderedContent;
    readonly missing: readonly string[];
    readonly customer?: string | undefined;
    /** Rule by which customers would not get it. */
    readonly withheld?: string;
  }> {
    const draft = this.#read(question);
    const [problem] = draft.problems;
    if (!draft.ok || problem) {
      const { id } = question.definition;
      throw new VolanoError('VOLANO_TEMPLATE_INVALID', { id, field: problem?.field ?? '', problem: problem?.message ?? verbatim('') });
    }
    const { built, rendering, customer } = await this.#rendering(question, draft);
    const { content, missing, written } = contentOf(built, rendering);
    const words = rendering.watching ? shownWords(content, written, rendering.watching).words : [];
    return { content, missing, customer, ...(words.some(({ withholds }) => withholds) && { withheld: SENSITIVE_WORD }) };
  }

  /** By the lists in force, for the channels that it goes through now. */
  #watching({ kind, id }: Pick<DraftQuestion['definition'], 'kind' | 'id'>): Watching | undefined {
    const finder = this.#words();
    if (!finder) return undefined;
    const definitions = (this.#world.releases.list.at(-1)?.definitions ?? []).map(({ definition }) => definition);
    const channels = channelsOf(`${kind}:${id}`, definitions, usedBy(definitions));
    return { finder, channels: channels.length === 0 ? undefined : channels };
  }

  #read(question: DraftQuestion): DraftRead {
    const definitions = (this.#world.releases.list.at(-1)?.definitions ?? []).map(({ definition }) => definition);
    const traits = new Set(definitions.flatMap((one) => (one.kind === 'trait' ? [one.id] : [])));
    return readDraft(question, { released: blocksIn(definitions), traits });
  }

  async #rendering(question: DraftQuestion, draft: Extract<DraftRead, { ok: true }>) {
    const { lookup, event = {} } = question;
    const built = builtDraft(draft);
    const whom = lookup && (await this.#someone(lookup));
    const { plan } = whom ?? this.#world.standing();
    // '' asks for the content of the template itself.
    const variant = question.variant ?? (whom && variantFor(whom.read.customer, question.definition.id, whom));
    const locale = question.locale ?? (whom && localeOf(whom.read));
    const scope = { trait: (whom?.read.traits ?? {}) as JsonObject, event };
    const recommend = whom ? recommended(built, whom, event) : {};
    const customer = whom?.read.id;
    const rendering: Rendering = {
      customer: customer ?? 'nobody',
      scope: { ...scope, recommend },
      zone: plan.zone,
      locale,
      variant: ownVariant(variant, built),
      watching: this.#watching(question.definition),
    };
    return { built, rendering, customer, scope };
  }

  /** What differs between two versions, in words; by default the latest and the one before. Throws VOLANO_RESOURCE_UNKNOWN. */
  versions(template: string, range: { readonly from?: number | undefined; readonly to?: number | undefined } = {}): ContentVersions {
    const all = this.#versionsOf(template);
    const to = range.to ?? this.#latest(template).version;
    const from = range.from ?? Math.max(1, to - 1);
    const changes = changedFields(this.#whole(template, from), this.#whole(template, to));
    const versions = all.map(({ release: { number, note }, released: { version } }) => ({
      version,
      release: number,
      ...(note !== undefined && { note }),
    }));
    return { template, versions, from, to, changes };
  }

  /** The latest project with this template as it was. Blocks that say something else by now are put into it. Throws VOLANO_RESOURCE_UNKNOWN. */
  rolledBack(template: string, version: number): Project {
    const definitions = (this.#world.releases.list.at(-1)?.definitions ?? []).map(({ definition }) => definition);
    const { release, released } = this.#version(template, version);
    const earlier = released.definition as TemplateDefinition;
    const [then, now] = [blocksIn(release.definitions.map(({ definition }) => definition)), blocksIn(definitions)];
    const isSame = fingerprintOf(earlier, then) === fingerprintOf(earlier, now);
    const back = isSame ? earlier : withBlocks(earlier, then);
    return { definitions: definitions.map((one) => (one.kind === 'template' && one.id === template ? back : one)) };
  }

  /** What a customer would read. Rejects with VOLANO_RESOURCE_UNKNOWN. */
  async preview(question: ContentQuestion): Promise<ContentPreview> {
    const { template, lookup, event = {} } = question;
    const version = question.version ?? this.#latest(template).version;
    const definition = this.#world.releases.template(template, version) ?? unknown('template', `${template} version ${version}`);
    const whom = await this.#someone(lookup);
    const variant = question.variant ?? variantFor(whom.read.customer, template, whom);
    if (variant !== undefined && !Object.hasOwn(definition.variants ?? {}, variant)) unknown('variant', variant);
    const locale = question.locale ?? localeOf(whom.read);
    const scope = { trait: { ...whom.read.traits }, event: { ...event }, recommend: recommended(definition, whom, event) } as JsonObject;
    const customer = whom.read.id;
    const watching = this.#watching({ kind: 'template', id: template });
    const rendering = { customer, scope, zone: whom.plan.zone, locale, variant, watching };
    return { template, version, customer, ...rendered(definition, rendering) };
  }

  /** Rejects with VOLANO_RESOURCE_UNKNOWN. */
  async #someone(lookup: ProfileLookup): Promise<Whom> {
    const { plan, now, read } = await this.#world.read(lookup);
    if (!read) return unknown('customer', 'customer' in lookup ? lookup.customer : `${lookup.namespace}:${lookup.value}`);
    return { plan, now, read };
  }

  /** `kind:id:version` -> number of the first release that has it. */
  #since(): ReadonlyMap<string, number> {
    const since = new Map<string, number>();
    for (const { number, definitions } of this.#world.releases.list)
      for (const { definition, version } of definitions) {
        const key = `${definition.kind}:${definition.id}:${version}`;
        if (!since.has(key)) since.set(key, number);
      }
    return since;
  }

  #versionsOf(template: string): readonly { readonly release: Release; readonly released: Released }[] {
    const found = new Map<number, { readonly release: Release; readonly released: Released }>();
    for (const release of this.#world.releases.list)
      for (const released of release.definitions)
        if (released.definition.kind === 'template' && released.definition.id === template && !found.has(released.version))
          found.set(released.version, { release, released });
    if (found.size === 0) unknown('template', template);
    return [...found.values()].sort((a, b) => a.released.version - b.released.version);
  }

  #version(template: string, version: number) {
    const found = this.#versionsOf(template).find(({ released }) => released.version === version);
    return found ?? unknown('template', `${template} version ${version}`);
  }

  /** As it was written, with the blocks of its time. */
  #whole(template: string, version: number): TemplateDefinition {
    const { release, released } = this.#version(template, version);
    return withBlocks(released.definition as TemplateDefinition, blocksIn(release.definitions.map(({ definition }) => definition)));
  }

  #latest(template: string): Released {
    const released = this.#world.releases.list
      .at(-1)
      ?.definitions.find(({ definition }) => definition.kind === 'template' && definition.id === template);
    return released ?? unknown('template', template);
  }
}

function blocksIn(definitions: readonly Definition[]): Blocks {
  return new Map(definitions.filter((one): one is BlockDefinition => one.kind === 'block').map((one) => [one.id, one]));
}

interface Whom {
  readonly plan: Plan;
  readonly now: number;
  readonly read: ReadCustomer;
}

function localeOf({ traits }: ReadCustomer): string | undefined {
  return typeof traits.locale === 'string' ? traits.locale : undefined;
}

/** A variant that is released may be gone from what is written. */
function ownVariant(variant: string | undefined, { variants = {} }: TemplateDefinition): string | undefined {
  return variant !== undefined && Object.hasOwn(variants, variant) ? variant : undefined;
}

function recommended(built: TemplateDefinition, { plan, now, read }: Whom, event: JsonObject): JsonObject {
  const view = viewOf(read.customer.known, plan.know, now).withEvent({ properties: event });
  return Object.fromEntries((variablesOf(built).recommendations ?? []).map((id) => [id, view.recommended(id)])) as JsonObject;
}

/** The languages of the content and of each variant, each by tag. */
function localesOf(definition: TemplateDefinition | BlockDefinition): readonly ReadonlyMap<string, string>[] {
  const own = [
    definition.locales,
    ...(definition.kind === 'template' ? Object.values(definition.variants ?? {}).map(({ locales }) => locales) : []),
  ];
  return own.map((locales) => new Map(Object.keys(locales ?? {}).map((tag) => [localeKey(tag), tag])));
}

function unknown(kind: string, id: string): never {
  throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: kindOf(kind), id });
}
