/** When models are refreshed: at each boundary of event time that is crossed, once even if several are crossed at a time. */

export interface Pace {
  before(time: number): Promise<void>;
}

/** Boundaries lie every `everyMs` after `from`. The work is awaited, so that what comes after a boundary meets the new models. */
export function createPace({ from, everyMs }: { readonly from: number; readonly everyMs: number }, work: () => Promise<void>): Pace {
  let next = from + everyMs;
  return {
    async before(time) {
      if (time < next) return;
      next += (Math.floor((time - next) / everyMs) + 1) * everyMs;
      await work();
    },
  };
}
