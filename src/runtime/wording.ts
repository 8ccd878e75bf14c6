/** Sensitive words as the release in force has them. */
import { type Release, type SensitiveWords, type WordFinder, wordFinder } from '../define/index.ts';

/** Asked for each message, made anew when a release changes the lists; undefined while there are none. */
export function createWording(releases: () => readonly Release[]): () => WordFinder | undefined {
  let release: Release | undefined;
  let lists: readonly SensitiveWords[] | undefined;
  let finder: WordFinder | undefined;
  return () => {
    const latest = releases().at(-1);
    if (latest === release) return finder;
    release = latest;
    const now = listsOf(latest);
    if (now !== lists) {
      lists = now;
      finder = now && now.length > 0 ? wordFinder(now) : undefined;
    }
    return finder;
  };
}

function listsOf(release: Release | undefined): readonly SensitiveWords[] | undefined {
  for (const { definition } of release?.definitions ?? []) if (definition.kind === 'policy') return definition.sensitiveWords;
  return undefined;
}
