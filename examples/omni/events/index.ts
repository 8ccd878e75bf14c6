/** The brand's data dictionary: every event that its shops, stores and services send. */
import type { EventDefinition } from 'volano';
import { buying } from './buying.ts';
import { relating } from './relating.ts';
import { visiting } from './visiting.ts';

export const events: readonly EventDefinition[] = [...visiting, ...buying, ...relating];
