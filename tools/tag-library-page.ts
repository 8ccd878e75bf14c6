/** The page of the tag library, as Markdown: what stands in it is read from the definitions themselves. */
import type { TagDefinition } from '../src/define/index.ts';
import { retail200 } from '../src/library/index.ts';

export function tagLibraryPage(intro: string): string {
  const definitions = retail200();
  const tags = definitions.filter((one): one is TagDefinition => one.kind === 'tag');
  const lines = [intro.trimEnd(), '', '## All tags', ''];
  const traits = definitions.filter(({ kind }) => kind === 'trait').length;
  lines.push(
    `With the options' defaults: ${tags.length} tags and ${traits} traits. What depends on categories, cities and amounts follows the options.`,
  );
  for (const group of definitions) {
    if (group.kind !== 'tag_group') continue;
    const own = tags.filter((tag) => tag.group === group.id);
    const one = group.exclusive ? '; one of them holds at a time' : '';
    lines.push(
      '',
      `### \`${group.id}\`: ${group.name.en} · ${group.name.zh}`,
      '',
      `${own.length} tags, owner ${own[0]!.owner}, expiry ${own[0]!.expiry}${one}.`,
    );
    lines.push('', '| tag | name | meaning | 名称 | 含义 | contradicts |', '|---|---|---|---|---|---|');
    for (const { id, name, description, contradicts = [] } of own) {
      const against = contradicts.map((other) => `\`${other}\``).join(', ');
      lines.push(`| \`${id}\` | ${[name.en, description!.en, name.zh, description!.zh, against].map(escaped).join(' | ')} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function escaped(text: string): string {
  return text.replace(/[|<>]/g, (character) => `\\${character}`);
}
