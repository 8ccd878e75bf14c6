import { conditionsOf } from '../check/walk.ts';
import { isImpossible } from './impossible.ts';
import type { Lint } from './lint.ts';

/** A segment, a tag, a goal or an entry condition that contradicts itself. A branch's are those of steps that nobody reaches. */
export const neverTrue: Lint = {
  id: 'never-true',
  severity: 'error',
  *look(world) {
    for (const definition of world.definitions)
      for (const { condition, path } of conditionsOf(definition))
        if (!path.includes('.branches[') && isImpossible(condition, world)) yield { definition, path, says: 'contradiction' };
  },
};
