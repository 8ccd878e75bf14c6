/**
 * What a release says, brought into a project's folder. Pure but for the question what was released.
 *
 * U1. Afterwards the folder yields what the release says, but for what is kept; a second pull changes nothing.
 * U2. There is a file where the code says something else, and only there.
 * U3. What no release has ever said is somebody's work. It is not covered unasked: what is written in code is kept, a file that was edited is refused.
 */
import { VolanoError } from '../../base/index.ts';
import type { Definition, DefinitionKind } from '../../define/index.ts';
import { canonicalText } from './canonical.ts';
import { type DefinitionFiles, fileOf } from './files.ts';

export interface PullParts {
  /** What the folder's code yields. */
  readonly code: readonly Definition[];
  readonly files: DefinitionFiles;
  /** Of the release in force. */
  readonly release: readonly Definition[];
  /** Whether a release has said that. `null`: whether one after the first that had it was without it. */
  readonly wasReleased: (said: Definition | null, of: { readonly kind: DefinitionKind; readonly id: string }) => Promise<boolean>;
  /** What was never released is covered as well. */
  readonly force?: boolean;
}

export interface Pull {
  /** By path: what is written, `null` for what the release does not have; undefined: the file is removed. */
  readonly files: ReadonlyMap<string, Definition | null | undefined>;
  /** What the folder says on its own: new, or changed since. */
  readonly kept: readonly { readonly definition: Definition; readonly isNew: boolean }[];
}

/** Throws VOLANO_PULL_EDITED. */
export async function pullOf({ code, files, release, wasReleased, force }: PullParts): Promise<Pull> {
  const [inCode, inRelease] = [byFile(code), byFile(release)];
  const changed = new Map<string, Definition | null | undefined>();
  const kept: Pull['kept'][number][] = [];
  const edited: string[] = [];
  for (const path of [...new Set([...inCode.keys(), ...inRelease.keys(), ...files.keys()])].sort()) {
    const [written, released, file] = [inCode.get(path), inRelease.get(path), files.get(path)];
    const wanted = isSame(written, released) ? undefined : (released ?? null);
    if (file === undefined ? wanted === undefined : wanted !== undefined && isSame(file, wanted)) continue;
    const said = file === undefined ? written : file;
    const of = said ?? released;
    const isOwn = !force && said !== undefined && of !== undefined && !isSame(said, released) && !(await wasReleased(said, of));
    if (!isOwn) changed.set(path, wanted);
    else if (said && !released && (file === undefined || !written)) kept.push({ definition: said, isNew: true });
    else if (said && file === undefined) kept.push({ definition: said, isNew: false });
    else edited.push(path);
  }
  if (edited.length > 0) throw new VolanoError('VOLANO_PULL_EDITED', { files: edited.join(', ') });
  return { files: changed, kept };
}

/** What is not there says as much as what is taken away. */
function isSame(one: Definition | null | undefined, other: Definition | null | undefined): boolean {
  return canonicalText(one ?? null) === canonicalText(other ?? null);
}

function byFile(definitions: readonly Definition[]): ReadonlyMap<string, Definition> {
  return new Map(definitions.map((definition) => [fileOf(definition), definition]));
}
