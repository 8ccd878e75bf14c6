/** A template as it is rendered: with its blocks, and HTML in the place of MJML. Done once, when a release is made. */
import { VolanoError } from '../../base/index.ts';
import { type Blocks, formatOf, type TemplateContent, type TemplateDefinition, withBlocks } from '../../define/index.ts';
import { htmlOfMjml } from './mjml.ts';

/** The template itself when there is nothing to build. Throws VOLANO_TEMPLATE_INVALID. */
export function buildTemplate(template: TemplateDefinition, blocks: Blocks): TemplateDefinition {
  const whole = withBlocks(template, blocks);
  const build = <C extends TemplateContent>(content: C, path: string): C => {
    if (formatOf(content.body) !== 'mjml') return content;
    const made = htmlOfMjml(content.body);
    if (!made.ok) throw new VolanoError('VOLANO_TEMPLATE_INVALID', { id: template.id, field: `${path}body`, problem: made.problem });
    return { ...content, body: made.html };
  };
  const mapped = <V, W>(record: Readonly<Record<string, V>>, change: (value: V, key: string) => W): Record<string, W> =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
  const localesOf = (locales: NonNullable<TemplateDefinition['locales']>, path: string) =>
    mapped(locales, (content, tag) => build(content, `${path}locales.${tag}.`));
  const built: TemplateDefinition = {
    ...build(whole, ''),
    ...(whole.locales && { locales: localesOf(whole.locales, '') }),
    ...(whole.variants && {
      variants: mapped(whole.variants, (variant, id) => ({
        ...build(variant, `variants.${id}.`),
        ...(variant.locales && { locales: localesOf(variant.locales, `variants.${id}.`) }),
      })),
    }),
  };
  return hasMjml(whole) ? built : whole;
}

function hasMjml(template: TemplateDefinition): boolean {
  const bodies = [template, ...Object.values(template.variants ?? {})].flatMap((one) => [one, ...Object.values(one.locales ?? {})]);
  return bodies.some(({ body }) => formatOf(body) === 'mjml');
}
