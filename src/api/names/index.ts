/** What things are called. */
export { type Names, namesOf } from './names.ts';
