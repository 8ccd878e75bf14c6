/** Conditions, built by hand: the editor is loaded when it is first shown. */
import { lazy } from 'react';

export { isFilled } from './filled.ts';
export type { EditorProps } from './scope.ts';

export const ConditionEditor = lazy(async () => ({ default: (await import('./editor.tsx')).ConditionEditor }));
