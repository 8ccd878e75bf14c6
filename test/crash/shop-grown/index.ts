/** The shop of the crash tests with a segment more, over a past that nobody has kept. */
import { defineProject, defineSegment, event, type Project, property } from 'volano';
import { project as shop } from '../shop/index.ts';

export const project: Project = defineProject(
  ...shop.definitions,
  defineSegment({
    id: 'loyal',
    name: { en: 'Loyal', zh: 'Loyal' },
    condition: event('Order Completed').performed({ atLeast: 2, within: { last: '90d' }, where: property('revenue').atLeast(10) }),
  }),
);
