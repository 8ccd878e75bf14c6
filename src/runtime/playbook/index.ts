/** runtime/playbook: playbooks on a shelf, what they need, taken into a project's folder, and made of a journey that runs. */
export { type Addition, addPlaybook, planAddition } from './add.ts';
export type { Compared } from './compared.ts';
export { type OfferedPlaybook, PlaybookDesk, type PlaybookPlan, type PlaybookWish } from './desk.ts';
export { type Lacks, lacksOf, type Needs, needsOf } from './needs.ts';
export { type Packed, packPlaybook, writePacked } from './pack.ts';
export { printed } from './printed.ts';
export { readmeOf } from './readme.ts';
export { builtInShelf, playbooksOn, type Shelf, type Shelved, shelfAt } from './shelf.ts';
