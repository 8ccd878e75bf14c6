/** `npm run capacity`: writes docs/capacity.md from the costs kept; with `--measured` those of the last run of bench row C2 are kept first. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { capacityPage, type MeasuredCosts } from './report/capacity-page.ts';

const KEPT = new URL('./report/unit-costs.json', import.meta.url);

if (process.argv.includes('--measured')) copyFileSync(new URL('./results/unit-costs.json', import.meta.url), KEPT);
writeFileSync(new URL('../docs/capacity.md', import.meta.url), capacityPage(JSON.parse(readFileSync(KEPT, 'utf8')) as MeasuredCosts));
