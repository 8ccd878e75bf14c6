/** Rules of templates and blocks that no schema can state, and of the steps that send them. */
import type { BlockContent, BlockDefinition } from '../block.ts';
import type { JourneyDefinition } from '../journey.ts';
import { said } from '../said/said.ts';
import { type SendWay, waysOf } from '../step.ts';
import type { TemplateDefinition } from '../template.ts';
import type { Fault } from './content.ts';
import { stepsIn } from './walk.ts';

/** Shares are decimals: 0.1 + 0.2 + 0.7 is 1. */
const SLACK = 1e-9;

export function* templateFaults({ variants = {} }: TemplateDefinition): Generator<Fault> {
  const shares = Object.values(variants).reduce((sum, { share = 0 }) => sum + share, 0);
  if (shares > 1 + SLACK)
    yield { path: 'variants', text: said`the shares sum to ${Math.round(shares * 1e6) / 1e6}; they may sum to 1 at most` };
  for (const [id, { share, when }] of Object.entries(variants)) {
    if (share !== undefined && when !== undefined)
      yield { path: `variants.${id}`, text: said`a condition or a share chooses a variant, not both: leave one out` };
  }
}

/** What a block of each type cannot do without. */
const NEEDED: Readonly<Record<BlockDefinition['type'], readonly (keyof BlockContent)[]>> = {
  title: ['body'],
  copy: ['body'],
  footer: ['body'],
  image: ['body', 'image'],
  button: ['body', 'link'],
  divider: [],
  custom: [],
};
const ALLOWED: Readonly<Record<BlockDefinition['type'], readonly (keyof BlockContent)[]>> = {
  title: ['body'],
  copy: ['body'],
  footer: ['body'],
  image: ['body', 'image', 'link'],
  button: ['body', 'link'],
  divider: [],
  custom: ['body', 'mjml', 'text'],
};
const FIELDS = ['body', 'link', 'image', 'mjml', 'text'] as const;

export function* blockFaults(block: BlockDefinition): Generator<Fault> {
  const { type } = block;
  const contents = [['', block] as const, ...Object.entries(block.locales ?? {}).map(([tag, one]) => [`locales.${tag}.`, one] as const)];
  for (const [path, content] of contents) {
    for (const field of NEEDED[type]) {
      if (content[field] === undefined) yield { path: `${path}${field}`, text: said`a block of type ${type} needs "${field}"` };
    }
    for (const field of FIELDS) {
      if (content[field] !== undefined && !ALLOWED[type].includes(field))
        yield { path: `${path}${field}`, text: said`a block of type ${type} has no "${field}"; leave it out, or make it a custom block` };
    }
    if (type === 'custom' && FIELDS.every((field) => content[field] === undefined))
      yield { path: `${path}body`, text: said`a custom block needs "body", "mjml" or "text"` };
  }
}

/** Variants that steps name and templates do not have. */
export function* variantFaults(journey: JourneyDefinition, templates: ReadonlyMap<string, TemplateDefinition>): Generator<Fault> {
  for (const { step, path } of stepsIn(journey.steps)) {
    if (step.type !== 'send') continue;
    for (const way of waysOf(step)) yield* wayFaults(way, `${path}.${way.path}variant`, templates);
  }
}

function* wayFaults(
  { template: id, variant }: SendWay,
  path: string,
  templates: ReadonlyMap<string, TemplateDefinition>,
): Generator<Fault> {
  const template = templates.get(id);
  if (variant === undefined || !template || Object.hasOwn(template.variants ?? {}, variant)) return;
  const known = Object.keys(template.variants ?? {});
  const choice = known.length === 0 ? said`it has none` : said`it has ${known.map((one) => `"${one}"`).join(', ')}`;
  yield { path, text: said`template "${id}" has no variant "${variant}": ${choice}` };
}
