import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PROCESSES } from './carriers.ts';
import { layoutOf } from './layout.ts';

it('has each role on two processes, and no process without one', () => {
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const roles = [...layoutOf(seed, PROCESSES).values()];
      const times = Map.groupBy(roles.flat(), (role) => role);
      expect([...times.keys()].sort()).toEqual(['api', 'delivery', 'engine', 'gateway', 'identity', 'sink']);
      for (const on of times.values()) expect(on).toHaveLength(2);
      for (const of of roles) expect(of.length).toBeGreaterThan(2);
      expect(layoutOf(seed, PROCESSES)).toEqual(layoutOf(seed, PROCESSES));
    }),
  );
});
