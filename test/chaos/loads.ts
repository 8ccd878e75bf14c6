/** What became of runs that are not of seeds: overload, soak, storms of merges. Kept in a file, the last of each kind and size, and told in docs/faults.md. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Load {
  readonly kind: keyof typeof LOADS;
  /** With its unit. */
  readonly size: string;
  /** Of the product, as the repository names it. */
  readonly version: string;
  /** In words; none when all was well. */
  readonly problems: readonly string[];
  readonly figures: string;
}

export const LOADS = {
  overload:
    'one source floods the door while another sends at a modest rate: 429 with Retry-After before memory grows, and nobody else is refused',
  soak: 'half of what it takes: memory, files and threads stay as they are, and the disk grows by what events take',
  storm:
    'customers are merged across partitions while events flow and whatever works dies: profiles are those of one engine that has seen the same',
} as const;

const PATH: string = fileURLToPath(new URL('tried/loads.jsonl', import.meta.url));
const TITLE = '## load and storms';

export function keptLoads(path: string = PATH): readonly Load[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Load);
}

export function keepLoad(load: Load, path: string = PATH): void {
  const others = keptLoads(path).filter(({ kind, size }) => kind !== load.kind || size !== load.size);
  mkdirSync(dirname(path), { recursive: true });
  const sorted = [...others, load].sort((a, b) => a.kind.localeCompare(b.kind) || a.size.localeCompare(b.size));
  writeFileSync(path, sorted.map((one) => `${JSON.stringify(one)}\n`).join(''));
}

export function loadsText(loads: readonly Load[]): string {
  if (loads.length === 0) return '';
  const rows = loads.map(({ kind, size, version, problems, figures }) => {
    const end = problems.length === 0 ? 'all was well' : problems.join('; ');
    return `| \`${kind}\`: ${LOADS[kind]} | ${size} | ${version} | ${end} | ${figures} |`;
  });
  return [TITLE, '', '| what | size | version | end | figures |', '|---|---|---|---|---|', ...rows, ''].join('\n');
}

/** The same again from the text of docs/faults.md. */
export function readLoads(text: string): readonly Load[] {
  const [, section = ''] = text.split(TITLE);
  return [...section.matchAll(/^\| `(overload|soak|storm)`: [^|]* \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]*) \|$/gm)].map(
    ([, kind, size, version, end, figures]) => ({
      kind: kind as Load['kind'],
      size: size!,
      version: version!,
      problems: end === 'all was well' ? [] : end!.split('; '),
      figures: figures!,
    }),
  );
}
