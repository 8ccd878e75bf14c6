/** All screens, as they lie in their folders: adding one is adding its folder. */
import type { ComponentType } from 'react';
import type { ScreenDefinition } from '../shell/screen.ts';

export interface RegisteredScreen extends ScreenDefinition {
  /** Of its folder, and of its texts. */
  readonly name: string;
  readonly load: () => Promise<{ readonly Screen: ComponentType }>;
}

const definitions = import.meta.glob<ScreenDefinition>('./*/screen.ts', { eager: true, import: 'screen' });
const loaders = import.meta.glob<{ readonly Screen: ComponentType }>('./*/index.tsx');

export const SCREENS: readonly RegisteredScreen[] = Object.entries(definitions)
  .map(([path, definition]) => {
    const name = path.split('/')[1]!;
    return { ...definition, name, load: loaders[`./${name}/index.tsx`]! };
  })
  .sort((a, b) => a.order - b.order);
