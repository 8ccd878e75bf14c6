/** All truth tables. */
import type { TruthTable } from '../notation.ts';
import { absent } from './absent.ts';
import { calendar } from './calendar.ts';
import { compare } from './compare.ts';
import { composite } from './composite.ts';
import { declaredTraits } from './declared.ts';
import { draws } from './draws.ts';
import { ends } from './ends.ts';
import { eventPaths } from './event-paths.ts';
import { filters } from './filters.ts';
import { formulas } from './formulas.ts';
import { functions } from './functions.ts';
import { history } from './history.ts';
import { measured } from './measured.ts';
import { numbers } from './numbers.ts';
import { operators } from './operators.ts';
import { paths } from './paths.ts';
import { rolling } from './rolling.ts';
import { scores } from './scores.ts';
import { segments } from './segments.ts';
import { sequences } from './sequences.ts';
import { streak } from './streak.ts';
import { tags } from './tags.ts';
import { times } from './times.ts';

export const tables: readonly TruthTable[] = [
  ...rolling,
  ...calendar,
  ...streak,
  ...ends,
  ...numbers,
  ...paths,
  ...compare,
  ...absent,
  ...operators,
  ...filters,
  ...eventPaths,
  ...composite,
  ...draws,
  ...times,
  ...declaredTraits,
  ...history,
  ...measured,
  ...sequences,
  ...formulas,
  ...functions,
  ...scores,
  ...tags,
  ...segments,
];
