/** What a command expects of its options and finds wrong in files, in both languages: English where it is found, Chinese in the catalogue. */
import { type Saying, sayingWith } from '../base/index.ts';
import { CLI_ZH } from './texts/said-zh.ts';

/** What is expected, as a template literal after it says in English. */
export const said: Saying = sayingWith(CLI_ZH);
