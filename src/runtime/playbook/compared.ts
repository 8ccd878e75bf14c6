/** What a playbook would bring into a project: its definitions beside those that are there, and whether they could do anything. */
import { type Said, type Sayable, VolanoError } from '../../base/index.ts';
import { type Definition, type DefinitionKind, type Project, placeIn } from '../../define/index.ts';
import { canonicalText } from '../project/index.ts';
import { said } from '../said.ts';
import type { Lacks } from './needs.ts';

/** `same`: the project has it already. `yours`: it has another one of that name, which stays in force. */
export interface Compared {
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly state: 'new' | 'same' | 'yours';
}

export function comparedWith(project: Project, definitions: readonly Definition[]): readonly Compared[] {
  const own = new Map(project.definitions.map((one) => [`${one.kind} ${one.id}`, canonicalText(one)]));
  return definitions.map((one) => {
    const known = own.get(`${one.kind} ${one.id}`);
    return { kind: one.kind, id: one.id, state: known === undefined ? 'new' : known === canonicalText(one) ? 'same' : 'yours' };
  });
}

/** Throws VOLANO_PLAYBOOK_LACKS when it could write to nobody. */
export function assertReaches(id: string, lacks: Lacks): void {
  const [types] = lacks.channels as readonly (readonly Sayable[])[];
  const problem = lacks.purposes ? said`a purpose` : types && said`a channel of type ${types.reduce((all, one) => said`${all} or ${one}`)}`;
  if (problem) throw new VolanoError('VOLANO_PLAYBOOK_LACKS', { id, problem });
}

/** Names of its journeys that the project has, and that say something else. */
export function journeysTaken(compared: readonly Compared[]): readonly string[] {
  return compared.filter(({ kind, state }) => kind === 'journey' && state === 'yours').map(({ id }) => `journey "${id}"`);
}

/** What collides, by its names: journeys and files. */
export function namesOf(collisions: readonly string[]): Said {
  return collisions.map(placeIn).reduce((all, one) => said`${all}, ${one}`);
}
