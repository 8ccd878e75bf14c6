/** What a canvas shows of a journey beside its steps. */
import { createContext } from 'react';
import type { StepFigures } from '../../../api/index.ts';
import type { Mark } from '../model/diff.ts';
import type { Journey, Slot, StepType } from '../model/document.ts';

/** What is told of one step beside what it is. */
export interface Note {
  readonly text: string;
  readonly tone: 'good' | 'warn' | 'bad' | 'plain';
}

/** What somebody who edits can do on the canvas. */
export interface CanvasEditing {
  readonly insert: (slot: Slot, type: StepType) => void;
  readonly move: (id: string, slot: Slot) => void;
  /** Puts what was cut or copied there; undefined while nothing was. */
  readonly paste: ((slot: Slot) => void) | undefined;
  readonly mayPut: (id: string, slot: Slot) => boolean;
  readonly act: (what: 'remove' | 'duplicate' | 'cut' | 'copy', id: string) => void;
}

export interface CanvasFace {
  readonly journey: Journey;
  /** Id of the chosen step, or one of the trigger and the end. */
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
  /** Chosen to see more of it. */
  readonly onOpen: (id: string) => void;
  /** Counters by step; absent: none are shown. */
  readonly figures?: ReadonlyMap<string, StepFigures>;
  readonly totals?: { readonly entered: number; readonly completed: number; readonly converted: number };
  readonly marks?: ReadonlyMap<string, Mark>;
  readonly notes?: ReadonlyMap<string, Note>;
  /** How many problems a step has. */
  readonly problems?: ReadonlyMap<string, number>;
  readonly editing?: CanvasEditing;
  /** Where something that is dragged would be put, by the id of the edge. */
  readonly target?: string;
}

export const Face = createContext<CanvasFace | undefined>(undefined);
