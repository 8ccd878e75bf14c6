/** Areas of the API, in the order of the document. */
export const AREAS = {
  door: 'Sending events: the Segment protocol, with a write key.',
  customers: 'Customers: profiles, what happened to them, why they got what they got.',
  identity: 'How profiles came to be; merges taken back, identifiers bound and taken out.',
  groups: 'Segments and tags: what they come to, what they would come to, and how healthy they are.',
  journeys: 'Journeys: how they do, starting them by name, rerouting them, their calendar.',
  content: 'Templates and blocks, and what a customer would read.',
  decisions: 'What a customer sees in a placement, recommendations, benefits.',
  messages: 'Messages: what was captured, what became of each, those that failed for good.',
  inbox: 'The in-app inbox of customers: tokens, and what their browsers ask with them.',
  releases: 'Releases and drafts: what is in force, what would change, making it so, going back.',
  data: 'The data dictionary, the quarantine, and the quality of the data.',
  figures: 'Figures of the loop, now and in reports.',
  access: 'Signing in, members and their roles, API tokens, the audit log.',
  system: 'Health, metrics, backup.',
} as const;

export type Area = keyof typeof AREAS;
