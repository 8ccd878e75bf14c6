/** What the tidy test looks for in names, words and links. */
import { posix } from 'node:path';
import { read } from './sources.ts';

/** Names that say nothing; the concept's own word is better. */
const BANNED_NAMES: readonly string[] = ['util', 'utils', 'helper', 'helpers', 'common', 'misc', 'manager', 'service', 'data', 'info'];

/** Left-overs of unfinished work. Written in halves, so that this file does not find itself. */
const LEFTOVERS: readonly string[] = [
  'TO' + 'DO',
  'FIX' + 'ME',
  'XX' + 'X',
  'HA' + 'CK',
  'for n' + 'ow',
  'simpl' + 'ified',
  'not impl' + 'emented',
];

/** Hosts of package registries and paths of one machine have no place in a repository. */
const STRANGERS: readonly RegExp[] = [
  new RegExp('registry\\.' + 'npm'),
  new RegExp('npm' + 'mirror'),
  new RegExp('"resolved": "' + 'http'),
  new RegExp('/wo' + 'rk/'),
  new RegExp('/ho' + 'me/\\w'),
];

export function badNames(paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    const words = path.split('/').flatMap((part) =>
      part
        .replace(/\.[\w.]+$/, '')
        .toLowerCase()
        .split(/[-_]/),
    );
    const bad = words.filter((word) => BANNED_NAMES.includes(word));
    return bad.map((word) => `${path}: "${word}" says nothing; name what it holds`);
  });
}

export function leftovers(path: string, text: string): readonly string[] {
  return LEFTOVERS.filter((word) => new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(text)).map(
    (word) => `${path} says "${word}": finish it`,
  );
}

export function strangers(path: string, text: string): readonly string[] {
  return STRANGERS.filter((pattern) => pattern.test(text)).map(
    (pattern) => `${path} matches ${pattern}: name no host of a registry and no path of a machine`,
  );
}

/** Links in a Markdown file to files or headings that do not exist. */
export function deadLinks(path: string, files: ReadonlySet<string>): readonly string[] {
  const findings: string[] = [];
  const prose = read(path).replace(/```.*?```/gs, '');
  for (const [, link] of prose.matchAll(/\]\(([^()\s]+)\)/g)) {
    if (/^[a-z]+:/.test(link!)) continue;
    const [file = '', anchor] = link!.split('#', 2);
    const target = file === '' ? path : posix.join(posix.dirname(path), decodeURI(file)).replace(/\/$/, '');
    const isFolder = [...files].some((one) => one.startsWith(`${target}/`));
    if (!files.has(target) && !isFolder) findings.push(`${path} links to ${link}: there is no such file`);
    else if (anchor && target.endsWith('.md') && !anchorsOf(target).includes(anchor))
      findings.push(`${path} links to ${link}: there is no such heading`);
  }
  return findings;
}

function anchorsOf(path: string): readonly string[] {
  return [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
}
