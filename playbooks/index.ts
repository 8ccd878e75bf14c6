/** All playbooks, and a project of them: `volano test playbooks` runs their tests. */
import type { Project } from 'volano';
import type { Playbook } from 'volano/library';
import { afterSalesSurvey } from './after-sales-survey/index.ts';
import { birthdayGift } from './birthday-gift/index.ts';
import { browseAbandonment } from './browse-abandonment/index.ts';
import { expectingCare } from './expecting-care/index.ts';
import { experienceFirst } from './experience-first/index.ts';
import { favoriteReminder } from './favorite-reminder/index.ts';
import { firstOrderCare } from './first-order-care/index.ts';
import { largeCart } from './large-cart/index.ts';
import { largeOrderReturn } from './large-order-return/index.ts';
import { launch } from './launch/index.ts';
import { memberDay } from './member-day/index.ts';
import { menuContest } from './menu-contest/index.ts';
import { orderCancelled } from './order-cancelled/index.ts';
import { refundFollowUp } from './refund-follow-up/index.ts';
import { replacementDue } from './replacement-due/index.ts';
import { sameCategory } from './same-category/index.ts';
import { projectOf } from './shared/basis.ts';
import { trialInvitation } from './trial-invitation/index.ts';
import { valueFalling } from './value-falling/index.ts';

export const playbooks: readonly Playbook[] = [
  afterSalesSurvey,
  birthdayGift,
  browseAbandonment,
  expectingCare,
  experienceFirst,
  favoriteReminder,
  firstOrderCare,
  largeCart,
  largeOrderReturn,
  launch,
  memberDay,
  menuContest,
  orderCancelled,
  refundFollowUp,
  replacementDue,
  sameCategory,
  trialInvitation,
  valueFalling,
];

export const project: Project = projectOf(playbooks);
