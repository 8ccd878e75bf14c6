/** The content of a project as it stands: what there is, what uses it, what changed, what a customer would read; and the way back for one template. */
import { createRenderer, plainTextOf, variablesOf } from '../../act/index.ts';
import { VolanoError } from '../../base/index.ts';
import { type JsonObject, type Plan, variantFor, viewOf } from '../../core/index.ts';
import {
  type ApprovalState,
  approvalOf,
  type BlockDefinition,
  type Blocks,
  type ContentUse,
  type Definition,
  fingerprintOf,
  type Project,
  type Release,
  type Released,
  type SmsLength,
  smsLengthOf,
  type TemplateDefinition,
  usedBy,
  withBlocks,
} from '../../define/index.ts';
import type { ProfileLookup } from '../figures.ts';
import type { ReadCustomer } from '../reading.ts';
import { changedFields, type FieldChange } from './words.ts';

export interface ContentItem {
  readonly kind: 'template' | 'block';
  readonly id: string;
  readonly version: number;
  readonly approval: ApprovalState;
  readonly fingerprint: string;
  readonly locales: readonly string[];
  readonly variants: readonly string[];
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

export interface ContentPreview {
  readonly template: string;
  readonly version: number;
  readonly customer: string;
  readonly variant?: string;
  readonly locale?: string;
  readonly subject?: string;
  readonly preview?: string;
  readonly html?: string;
  readonly text: string;
  /** As an SMS, without signature and opt-out. */
  readonly sms: SmsLength;
  /** Variables that the customer or the event does not have and that no default stands in for: with one of them the message is not sent. They are shown as ⟨name⟩. */
  readonly missing: readonly string[];
}

export interface ContentWorld {
  readonly releases: { readonly list: readonly Release[]; template(id: string, version: number): TemplateDefinition | undefined };
  readonly read: (lookup: ProfileLookup) => Promise<{ readonly plan: Plan; readonly now: number; readonly read: ReadCustomer | undefined }>;
}

/** More variables than this are not asked for one by one. */
const MISSING_MAX = 100;

/** Reads releases and customers as they are; changes nothing. */
export class ContentDesk {
  readonly #world: ContentWorld;

  constructor(world: ContentWorld) {
    this.#world = world;
  }

  /** Of the latest release. */
  list(): readonly ContentItem[] {
    const released = this.#world.releases.list.at(-1)?.definitions ?? [];
    const definitions = released.map(({ definition }) => definition);
    const uses = usedBy(definitions);
    const blocks = blocksIn(definitions);
    return released.flatMap(({ definition, version }): ContentItem[] => {
      const { kind, id } = definition;
      if (kind !== 'template' && kind !== 'block') return [];
      const variants = kind === 'template' ? Object.keys(definition.variants ?? {}) : [];
      const state = { approval: approvalOf(definition, blocks), fingerprint: fingerprintOf(definition, blocks) };
      return [
        { kind, id, version, ...state, locales: Object.keys(definition.locales ?? {}), variants, usedBy: uses.get(`${kind}:${id}`) ?? [] },
      ];
    });
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
    const { plan, now, read } = await this.#world.read(lookup);
    if (!read) return unknown('customer', 'customer' in lookup ? lookup.customer : `${lookup.namespace}:${lookup.value}`);
    const variant = question.variant ?? variantFor(read.customer, template, { plan, now });
    if (variant !== undefined && !Object.hasOwn(definition.variants ?? {}, variant)) unknown('variant', variant);
    const own = read.traits.locale;
    const locale = question.locale ?? (typeof own === 'string' ? own : undefined);
    const renderer = createRenderer({ templateOf: () => definition, timeZone: () => plan.zone });
    const view = viewOf(read.customer.known, plan.know, now).withEvent({ properties: event });
    const recommend = (variablesOf(definition).recommendations ?? []).map((id) => [id, view.recommended(id)] as const);
    const scope = { trait: { ...read.traits }, event: { ...event }, recommend: Object.fromEntries(recommend) };
    const request = {
      template,
      version,
      message: 'preview',
      customer: read.id,
      variables: scope as JsonObject,
      locale,
      variant,
      unsubscribeUrl: 'https://unsubscribe.example/',
    };
    const missing: string[] = [];
    for (let outcome = renderer.render(request); ; outcome = renderer.render(request)) {
      if (outcome.ok) {
        const { content } = outcome;
        const { format, body, subject, preview } = content;
        const text = format === 'html' ? (content.text ?? plainTextOf(body)) : body;
        return {
          ...{ template, version, customer: read.id },
          ...(variant !== undefined && { variant }),
          ...(content.locale !== undefined && { locale: content.locale }),
          ...(subject !== undefined && { subject }),
          ...(preview !== undefined && { preview }),
          ...(format === 'html' && { html: body }),
          ...{
            text,
            sms: smsLengthOf(text.trim()),
            missing: missing.filter((one) => !missing.some((other) => other.startsWith(`${one}.`))),
          },
        };
      }
      const name = /^variable_missing: ((?:trait|event)\..+)$/.exec(outcome.reason)?.[1];
      if (name === undefined || missing.includes(name) || missing.length === MISSING_MAX)
        throw new VolanoError('VOLANO_TEMPLATE_INVALID', { id: template, field: 'body', problem: outcome.reason });
      missing.push(name);
      put(scope, name.split('.'), `⟨${name}⟩`);
    }
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

function put(into: Record<string, unknown>, [key, ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    into[key!] = value;
    return;
  }
  const inner = into[key!];
  const object = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? { ...(inner as Record<string, unknown>) } : {};
  put(object, rest, value);
  into[key!] = object;
}

function unknown(kind: string, id: string): never {
  throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind, id });
}
