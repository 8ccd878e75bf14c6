/** runtime/doctor: looks at everything that an installation needs, and changes nothing. */
export type { ConfigQuestion } from '../config/index.ts';
export { examine } from './doctor.ts';
export { FINDINGS, type Finding, type FindingCode, type Status } from './finding.ts';
