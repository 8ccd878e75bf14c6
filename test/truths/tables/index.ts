import type { TruthTable } from '../notation.ts';
import { rolling } from './rolling.ts';

export const tables: readonly TruthTable[] = [...rolling];
