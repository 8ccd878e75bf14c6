/** Event whose message id says when it was sent. */
export const MARKER = 'Bench Marker';
