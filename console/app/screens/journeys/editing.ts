/** A journey that is edited: every change of it can be taken back, and is kept on the server as an unpublished change a moment later. */
import { useEffect, useRef, useState } from 'react';
import { type Change, useMay } from '../../kit/index.ts';
import type { CanvasEditing } from './canvas/face.ts';
import { findStep, type Journey, type Slot, type StepType } from './model/document.ts';
import { copyOf, duplicateStep, insertSteps, mayMove, moveStep, removeStep } from './model/edit.ts';
import { freshStep } from './model/fresh.ts';
import { done, type History, redone, startHistory, undone } from './model/history.ts';

export interface Editing {
  readonly journey: Journey;
  /** `of`: what is changed, so that what is typed in one place is undone at once. */
  readonly edit: (next: Journey, of?: string) => void;
  readonly undo: (() => void) | undefined;
  readonly redo: (() => void) | undefined;
}

/** Undefined where nobody may edit, or there is nothing to. */
export function useEditing(change: Change | undefined): Editing | undefined {
  const may = useMay('releases.write');
  const [history, setHistory] = useState<History<Journey>>();
  const latest = useRef<History<Journey>>(undefined);
  if (!change?.definition || !may) return undefined;
  const journey = change.definition as unknown as Journey;
  // What came from elsewhere, as when somebody else's change is taken, has no past here.
  const known = latest.current?.present === journey ? latest.current : history?.present === journey ? history : startHistory(journey);
  const go = (next: History<Journey>): void => {
    latest.current = next;
    setHistory(next);
    if (next.present !== journey) change.save(next.present as never);
  };
  return {
    journey,
    edit: (next, of) => go(done(latest.current?.present === journey ? latest.current : known, next, of)),
    undo: known.past.length > 0 ? () => go(undone(known)) : undefined,
    redo: known.future.length > 0 ? () => go(redone(known)) : undefined,
  };
}

/** Control and Z, with Shift the other way, wherever nobody writes. */
export function useUndoKeys(editing: Editing | undefined): void {
  const latest = useRef(editing);
  latest.current = editing;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
      if (event.target instanceof HTMLElement && /^(INPUT|TEXTAREA)$/.test(event.target.tagName)) return;
      const act = event.shiftKey ? latest.current?.redo : latest.current?.undo;
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}

interface Clip {
  readonly how: 'cut' | 'copy';
  readonly id: string;
}

export interface CanvasActs {
  readonly canvas: CanvasEditing | undefined;
  /** What was cut or copied and waits for its place. */
  readonly clip: Clip | undefined;
  readonly drop: () => void;
}

/** What can be done on the canvas. `onOpen`: shows a step that is new. `onGone`: one was taken out. */
export function useCanvasEditing(
  editing: Editing | undefined,
  { onOpen, onGone }: { readonly onOpen: (id: string) => void; readonly onGone: (id: string) => void },
): CanvasActs {
  const [clip, setClip] = useState<Clip>();
  const drop = (): void => setClip(undefined);
  if (!editing) return { canvas: undefined, clip: undefined, drop };
  const { journey, edit } = editing;
  const insert = (slot: Slot, type: StepType): void => {
    const step = freshStep(journey, type);
    edit(insertSteps(journey, slot, [step]));
    onOpen(step.id);
  };
  const paste = (slot: Slot): void => {
    const found = clip && findStep(journey, clip.id);
    drop();
    if (!found) return;
    if (clip.how === 'cut') {
      edit(moveStep(journey, clip.id, slot));
      return;
    }
    const copy = copyOf(journey, found.step);
    edit(insertSteps(journey, slot, [copy]));
    onOpen(copy.id);
  };
  const act: CanvasEditing['act'] = (what, id) => {
    if (!findStep(journey, id)) return;
    if (what === 'cut' || what === 'copy') setClip({ how: what, id });
    else if (what === 'remove') {
      edit(removeStep(journey, id));
      onGone(id);
    } else {
      const copied = duplicateStep(journey, id);
      edit(copied.journey);
      if (copied.id !== undefined) onOpen(copied.id);
    }
  };
  const mayPut: CanvasEditing['mayPut'] = (id, slot) => mayMove(journey, id, slot);
  const move: CanvasEditing['move'] = (id, slot) => edit(moveStep(journey, id, slot));
  return { canvas: { insert, move, paste: clip && paste, mayPut, act }, clip, drop };
}
