export { ANSWER_BYTES_MAX, createEgress, type Egress, type EgressPolicy, type EgressResult } from './egress.ts';
export { outcomeOf, saidIn } from './outcomes.ts';
export {
  checkDestination,
  DESTINATION_FIELDS,
  type Destination,
  headersSchema,
  headersWith,
  secretSchema,
  secretsInHeaders,
} from './settings.ts';
