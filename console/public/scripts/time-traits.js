/** Which traits hold times: their numbers are shown as such. */

/**
 * Ids of the traits whose numbers are times.
 * @param {any[]} definitions
 * @returns {Set<string>}
 */
export function timeTraits(definitions) {
  return new Set(definitions.filter((definition) => definition.kind === 'trait' && isTime(definition)).map(({ id }) => id));
}

/** @param {any} trait */
function isTime({ type, aggregate, property }) {
  return type === 'time' || (['first', 'last'].includes(aggregate) && property === undefined);
}
