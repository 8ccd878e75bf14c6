/**
 * Loaded before the product (`node --import`), in all its threads: puts the statements of VOLANO_SABOTAGE's mutations into its modules as they are loaded.
 * The process ends with an error when one of them is not what it was thought to be.
 */
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { mutated } from './mutate.ts';
import { SABOTAGES } from './sabotages.ts';

const ROOT = new URL('../../', import.meta.url).href;
const mutations = SABOTAGES[process.env.VOLANO_SABOTAGE ?? '']?.mutations;
if (mutations === undefined) throw new Error(`There is no sabotage named ${process.env.VOLANO_SABOTAGE}`);

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const wanted = mutations.filter(({ file }) => url === `${ROOT}${file}`);
    if (wanted.length === 0 || loaded.source === undefined || loaded.source === null) return loaded;
    const text = typeof loaded.source === 'string' ? loaded.source : Buffer.from(loaded.source as Uint8Array).toString();
    return { ...loaded, source: wanted.reduce((source, mutation) => mutated(source, mutation, fileURLToPath(url)), text) };
  },
});
