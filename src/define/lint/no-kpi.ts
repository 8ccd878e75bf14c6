import type { Lint } from './lint.ts';

/** A journey that does not say by what it is judged. */
export const noKpi: Lint = {
  id: 'no-kpi',
  severity: 'warning',
  *look({ journeys }) {
    for (const definition of journeys) if (definition.kpi === undefined) yield { definition, path: '', says: 'no_kpi' };
  },
};
