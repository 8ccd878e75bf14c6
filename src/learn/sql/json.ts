/**
 * JSON that ClickHouse's parser refuses as a whole though JSON allows it: integers of 2^64 and more, and halves of surrogate pairs. Without
 * repair all properties of such an event would be missing.
 */

/** The JSON text itself, or a repaired one: large integers as doubles (which they are everywhere else), lone surrogates as U+FFFD. */
export function readableJson(json: string): string {
  const refused = `(notEmpty(${json}) AND JSONType(${json}) = 'Null')`;
  // Of a list without elements nothing is computed: hardly any row needs it.
  return `if(${refused}, arrayMap(j -> ${repaired('j')}, if(${refused}, [${json}], emptyArrayString()))[1], ${json})`;
}

/**
 * Escapes are set aside under control characters, which no JSON text contains. Then the pieces between quotes are outside and inside of
 * strings in turn.
 */
function repaired(json: string): string {
  const escapes = `replaceAll(replaceAll(${json}, '\\\\\\\\', '\\x01'), '\\\\"', '\\x02')`;
  const pairs = `replaceRegexpAll(${escapes}, '\\\\\\\\u([dD][89abAB]..)\\\\\\\\u([dD][c-fC-F]..)', '\\x03\\\\1\\x04\\\\2')`;
  const whole = `replaceRegexpAll(${pairs}, '\\\\\\\\u[dD][89abcdefABCDEF]..', '\\\\\\\\ufffd')`;
  const piece = `if(i % 2 = 1, replaceRegexpAll(x, '([0-9]{19,})([^0-9.eE]|$)', '\\\\1e0\\\\2'), x)`;
  const joined = `arrayStringConcat(arrayMap((x, i) -> ${piece}, pieces, arrayEnumerate(pieces)), '"')`;
  const numbers = `arrayMap(pieces -> ${joined}, [splitByChar('"', ${whole})])[1]`;
  const restore = [
    ['\\x04', '\\\\u'],
    ['\\x03', '\\\\u'],
    ['\\x02', '\\\\"'],
    ['\\x01', '\\\\\\\\'],
  ];
  return restore.reduce((text, [mark, escaped]) => `replaceAll(${text}, '${mark}', '${escaped}')`, numbers);
}
