/** What an approval holds for: a name of the content, the same as long as nothing of it changes, blocks included. */
import { hash53 } from '../../base/index.ts';
import type { BlockDefinition } from '../block.ts';
import type { TemplateDefinition } from '../template.ts';
import { type Blocks, blocksOf } from './blocks.ts';

/** Neither the name in lists nor the approval itself belongs to it. */
export function fingerprintOf(definition: TemplateDefinition | BlockDefinition, blocks: Blocks): string {
  const { name: _name, approval: _approval, ...content } = definition;
  const inside = [...blocksWithin(definition, blocks)].sort().map((id) => {
    const { name: _blockName, approval: _blockApproval, ...block } = blocks.get(id)!;
    return sorted(block);
  });
  return hash53(JSON.stringify([sorted(content), inside]))
    .toString(36)
    .padStart(11, '0');
}

/** `draft`: nobody has approved it. `changed`: what was approved was another content. */
export type ApprovalState = 'draft' | 'approved' | 'changed';

/** Where the approval of a content stands, its blocks counted in. */
export function approvalOf(definition: TemplateDefinition | BlockDefinition, blocks: Blocks): ApprovalState {
  if (!definition.approval) return 'draft';
  return definition.approval.content === fingerprintOf(definition, blocks) ? 'approved' : 'changed';
}

/** Ids of the blocks that it holds, directly and inside others; those that do not exist are left out. */
export function blocksWithin(definition: TemplateDefinition | BlockDefinition, blocks: Blocks): ReadonlySet<string> {
  const found = new Set(blocksOf(definition).filter((id) => blocks.has(id)));
  for (const id of found) for (const inner of blocksOf(blocks.get(id)!)) if (blocks.has(inner)) found.add(inner);
  return found;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, sorted(member)]));
}
