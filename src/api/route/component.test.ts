import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Json } from '../../core/index.ts';
import { component, part } from './component.ts';

interface Dog {
  readonly name: string;
  readonly size: 'small' | 'large';
  readonly owner?: { readonly name: string; readonly phone?: string };
  readonly tricks: readonly string[];
  readonly notes: Json;
}

const owner = z.strictObject({ name: z.string(), phone: z.string().exactOptional() });
const notes = z.unknown() as z.ZodType as z.ZodType<Json>;
const dog = {
  name: z.string(),
  size: z.enum(['small', 'large']),
  owner: owner.exactOptional(),
  tricks: z.array(z.string()),
  notes,
};

test('a component is what it was, under a name', () => {
  const named = component<Dog>('Dog', 'A dog.')(z.strictObject(dog));
  expect(named.meta()).toEqual({ id: 'Dog', description: 'A dog.' });
  expect(named.safeParse({ name: 'Rex', size: 'small', tricks: [], notes: { good: [true] } }).success).toBe(true);
  expect(named.safeParse({ name: 'Rex', size: 'huge', tricks: [], notes: null }).success).toBe(false);
  expect(part('Owner')(owner).meta()).toEqual({ id: 'Owner' });
});

test('what differs from the type does not compile', () => {
  const { size: _size, ...sizeless } = dog;
  // @ts-expect-error a field is missing
  component<Dog>('A')(z.strictObject(sizeless));
  // @ts-expect-error a field that may be absent is missing, in depth
  component<Dog>('B')(z.strictObject({ ...dog, owner: z.strictObject({ name: z.string() }).exactOptional() }));
  // @ts-expect-error a value is missing
  component<Dog>('C')(z.strictObject({ ...dog, size: z.literal('small') }));
  // @ts-expect-error a value is too many
  component<Dog>('D')(z.strictObject({ ...dog, size: z.enum(['small', 'large', 'huge']) }));
  // @ts-expect-error a field is too many
  component<Dog>('E')(z.strictObject({ ...dog, age: z.number() }));
  // @ts-expect-error a field is of another type
  component<Dog>('F')(z.strictObject({ ...dog, tricks: z.array(z.number()) }));
  expect(component<Dog>('G')(z.strictObject(dog)).meta()).toEqual({ id: 'G' });
});
