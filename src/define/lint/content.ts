/** Lints of templates and blocks. */
import type { BlockDefinition } from '../block.ts';
import { type Blocks, withBlocks } from '../content/blocks.ts';
import { contentsOf, forLocale, localeKey } from '../content/contents.ts';
import { approvalOf, fingerprintOf } from '../content/fingerprint.ts';
import { LIQUID } from '../content/format.ts';
import { smsLengthOf } from '../content/sms-length.ts';
import { usedBy } from '../content/used-by.ts';
import type { TemplateDefinition } from '../template.ts';
import type { Found, Lint } from './lint.ts';
import { everyStep, type LintWorld } from './world.ts';

/** Segments that the words alone, without any value, may take before it is worth a look. */
const SEGMENTS_MAX = 3;
/** Shown of the characters that make a text UCS-2. */
const FOREIGN_SHOWN = 8;

/** Content that somebody has to approve and nobody has, where the project approves content at all; and what was changed after its approval. */
export const unapprovedContent: Lint = {
  id: 'unapproved-content',
  severity: 'warning',
  *look(world) {
    const blocks = blocksOf(world);
    const contents: (TemplateDefinition | BlockDefinition)[] = [...world.templates.values(), ...blocks.values()];
    if (!contents.some(({ approval }) => approval)) return;
    for (const definition of contents) {
      const state = approvalOf(definition, blocks);
      if (state === 'approved') continue;
      const values = { fingerprint: fingerprintOf(definition, blocks), by: definition.approval?.by ?? '' };
      yield { definition, path: state === 'draft' ? '' : 'approval', says: state === 'draft' ? 'unapproved' : 'changed_since', values };
    }
  },
};

/** A language that the workspace speaks and a template does not. */
export const missingLocale: Lint = {
  id: 'missing-locale',
  severity: 'warning',
  *look(world) {
    const workspace = world.definitions.find((one) => one.kind === 'workspace');
    const wanted = workspace?.kind === 'workspace' ? (workspace.locales ?? []).slice(1) : [];
    for (const definition of world.templates.values()) {
      for (const [path, locales] of [['', definition.locales] as const, ...variantLocales(definition)]) {
        const known = new Map(Object.keys(locales ?? {}).map((tag) => [localeKey(tag), tag]));
        const missing = wanted.filter((locale) => forLocale(known, locale) === undefined);
        if (missing.length > 0) yield { definition, path: `${path}locales`, says: 'locale', values: { locales: missing.join(', ') } };
      }
    }
  },
};

function variantLocales({ variants = {} }: TemplateDefinition): (readonly [string, TemplateDefinition['locales']])[] {
  return Object.entries(variants).map(([id, { locales }]) => [`variants.${id}.`, locales] as const);
}

/** A text that costs more segments than it has to, or many. Values are not counted: what is found is found in every message. */
export const smsLength: Lint = {
  id: 'sms-length',
  severity: 'warning',
  *look(world) {
    const looked = new Set<string>();
    for (const { step } of everyStep(world)) {
      if (step.type !== 'send' || world.channels.get(step.channel)?.type !== 'sms' || looked.has(step.template)) continue;
      looked.add(step.template);
      const template = world.templates.get(step.template);
      if (template) yield* ofSms(template, blocksOf(world));
    }
  },
};

function* ofSms(template: TemplateDefinition, blocks: Blocks): Generator<Found> {
  for (const { content, path } of contentsOf(withBlocks(template, blocks))) {
    const words = content.body.replace(LIQUID, '').trim();
    const { segments, foreign } = smsLengthOf(words);
    const cheaper = smsLengthOf(foreign.reduce((left, one) => left.replaceAll(one, one.length > 1 ? '' : '.'), words));
    // Letters of another script are meant; typographic signs and emoji seldom are.
    const isAvoidable = foreign.length > 0 && foreign.every((one) => !/\p{L}/u.test(one)) && cheaper.segments < segments;
    const shown = foreign.slice(0, FOREIGN_SHOWN).join(' ');
    const at = { definition: template, path: `${path}body` };
    if (isAvoidable) yield { ...at, says: 'sms_foreign', values: { characters: shown, segments, instead: cheaper.segments } };
    else if (segments > SEGMENTS_MAX) yield { ...at, says: 'sms_long', values: { segments } };
  }
}

/** A mail without a subject: mail programs show nothing, or "no subject". */
export const noSubject: Lint = {
  id: 'no-subject',
  severity: 'warning',
  *look(world) {
    const mails = new Set<string>();
    for (const { step } of everyStep(world)) {
      if (step.type === 'send' && world.channels.get(step.channel)?.type === 'email') mails.add(step.template);
    }
    for (const id of mails) {
      const template = world.templates.get(id);
      for (const { content, path } of template ? contentsOf(template) : [])
        if (content.subject === undefined) yield { definition: template!, path: `${path}subject`, says: 'no_subject' };
    }
  },
};

/** Content that nothing of the project uses. */
export const unusedBlock: Lint = {
  id: 'unused-block',
  severity: 'warning',
  *look(world) {
    const uses = usedBy(world.definitions);
    for (const definition of blocksOf(world).values())
      if (!uses.has(`block:${definition.id}`)) yield { definition, path: '', says: 'unused_block' };
  },
};

function blocksOf({ definitions }: LintWorld): Blocks {
  return new Map(definitions.flatMap((one) => (one.kind === 'block' ? [[one.id, one] as const] : [])));
}
