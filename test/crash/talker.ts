/** Says as many lines as it is told, one after the other, from a process whose pipe does not wait. */
import { say } from './say.ts';

// From here on the pipe says when it is full, instead of waiting.
process.stdout.write('');
for (let line = 0; line < Number(process.argv[2]); line++) say(String(line));
