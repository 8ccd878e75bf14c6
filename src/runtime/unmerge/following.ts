/** The warehouse follows moved events from the first one on, also of an unmerge right after which the process died. */
import { followMoves } from '../../learn/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';

/**
 * What is to be called whenever facts have reached the warehouse; it asks only until it follows. `hasMoved`: whether the engine has ever moved an event, cheap.
 */
export function movesFollower(warehouse: Warehouse, hasMoved: () => boolean): () => void {
  let follows = false;
  let asking = false;
  let again = false;
  const ask = async (): Promise<void> => {
    asking = true;
    do {
      again = false;
      // A warehouse that fails, or is being closed, is asked again with the next facts, or at the next start.
      follows = await followMoves(warehouse).catch(() => false);
    } while (again && !follows);
    asking = false;
  };
  return () => {
    if (follows || !hasMoved()) return;
    if (asking) again = true;
    else void ask();
  };
}
