/** What the build of the console adds to Vite: limits on what a first visit loads and on each part that comes later, and files compressed beforehand. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { noteSources } from './sources.mjs';

export interface Part {
  readonly fileName: string;
  readonly code: string;
  readonly isEntry: boolean;
  /** Files that are loaded with it. */
  readonly imports: readonly string[];
  readonly styles: readonly string[];
}

const COMPRESSED = ['.html', '.js', '.css', '.svg', '.json'];
const BROTLI_QUALITY = 9;

/** Files of a first visit: the entry with what it imports at once, and their styles. */
export function firstLoad(parts: ReadonlyMap<string, Part>): ReadonlySet<string> {
  const files = new Set<string>();
  const take = (name: string): void => {
    const part = parts.get(name);
    if (!part || files.has(name)) return;
    files.add(name);
    for (const style of part.styles) files.add(style);
    for (const next of part.imports) take(next);
  };
  for (const part of parts.values()) if (part.isEntry) take(part.fileName);
  return files;
}

/** Parts that come with what is opened later and are larger than so many bytes, the largest first. `bytes`: of each part. */
export function tooLarge(
  parts: ReadonlyMap<string, Part>,
  bytes: (name: string) => number,
  bytesMax: number,
): readonly (readonly [name: string, bytes: number])[] {
  const first = firstLoad(parts);
  return [...parts.keys()]
    .filter((name) => !first.has(name))
    .map((name) => [name, bytes(name)] as const)
    .filter(([, size]) => size > bytesMax)
    .sort(([, a], [, b]) => b - a);
}

export interface Budget {
  /** Of everything that a first visit loads. */
  readonly firstVisitMax: number;
  /** Of each part that is loaded later. */
  readonly partMax: number;
}

/** Ends the build when more would be loaded: bytes, compressed with gzip. */
export function budget({ firstVisitMax, partMax }: Budget): Plugin {
  return {
    name: 'volano-budget',
    generateBundle(_options, bundle) {
      const texts = new Map<string, string | Uint8Array>();
      const parts = new Map<string, Part>();
      for (const output of Object.values(bundle)) {
        texts.set(output.fileName, output.type === 'chunk' ? output.code : output.source);
        if (output.type !== 'chunk') continue;
        const { fileName, code, isEntry, imports, viteMetadata } = output;
        parts.set(fileName, { fileName, code, isEntry, imports, styles: [...(viteMetadata?.importedCss ?? [])] });
      }
      const bytesOf = (name: string): number => gzipSync(texts.get(name) ?? '').length;
      const bytes = [...firstLoad(parts)].reduce((sum, name) => sum + bytesOf(name), 0);
      this.info(`a first visit loads ${Math.round(bytes / 1_000)} kB (gzip); the limit is ${firstVisitMax / 1_000} kB`);
      if (bytes > firstVisitMax)
        this.error(`A first visit would load ${bytes} bytes, more than ${firstVisitMax}: load what is seen later with its screen.`);
      const [large] = tooLarge(parts, bytesOf, partMax);
      if (large)
        this.error(`${large[0]} would be ${large[1]} bytes, more than ${partMax}: take it apart, or take less of what it imports.`);
    },
  };
}

/** Notes what it was built of, for whoever starts the product to see whether it is still so. A build that fails ends too, and is none. */
export function noted(note: () => void = noteSources): Plugin {
  let isWritten = false;
  return {
    name: 'volano-noted',
    writeBundle: () => {
      isWritten = true;
    },
    closeBundle: () => {
      if (isWritten) note();
    },
  };
}

/** Writes `NAME.br` and `NAME.gz` beside what is worth it. */
export function compressed(): Plugin {
  return {
    name: 'volano-compressed',
    async writeBundle({ dir = '' }) {
      const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      await Promise.all(
        files
          .map((entry) => join(entry.parentPath, entry.name))
          // The page itself is another one for every visit.
          .filter((file) => COMPRESSED.includes(extname(file)) && !file.endsWith('index.html'))
          .map(async (file) => {
            const text = readFileSync(file);
            writeFileSync(`${file}.gz`, await promisify(gzip)(text, { level: 9 }));
            const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
            writeFileSync(`${file}.br`, await promisify(brotliCompress)(text, { params }));
          }),
      );
    },
  };
}
