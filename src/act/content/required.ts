/**
 * What a template reads for certain, whatever the values: outside of branches and loops, and with no `default` that stands in. Only
 * what surely fails is named here, so that a release refuses nothing that would have worked.
 */
import { Output, type Tag, type Template } from 'liquidjs';
import type { ParsedField } from './template.ts';

type Segments = ReturnType<ParsedField['engine']['globalVariableSegmentsSync']>[number];

/** Their bodies always run. */
const TRANSPARENT_TAGS = new Set(['capture']);
/** They read a value at once, as an output does. */
const READING_TAGS = new Set(['assign', 'echo']);

/** Paths, root first. */
export function certainOf({ engine, nodes }: ParsedField): readonly Segments[] {
  return nodes.flatMap((node) => {
    if (TRANSPARENT_TAGS.has(nameOf(node))) return certainOf({ engine, nodes: childrenOf(node) });
    const reads = node instanceof Output || READING_TAGS.has(nameOf(node));
    return reads && !hasDefault(node) ? engine.globalVariableSegmentsSync([node]) : [];
  });
}

function nameOf(node: Template): string {
  return 'name' in node ? String((node as Tag).name) : '';
}

function childrenOf(node: Template): Template[] {
  return (node as { templates?: Template[] }).templates ?? [];
}

/** liquidjs lets `default` stand in for a missing value only as the first filter. */
function hasDefault(node: Template): boolean {
  const { value } = node as { value?: { filters?: readonly { name: string }[] } };
  return value?.filters?.[0]?.name === 'default';
}
