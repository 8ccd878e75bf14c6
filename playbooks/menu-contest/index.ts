/** Menu contest with voting: an invitation, thanks for the vote, the winner. */
import {
  type Definition,
  defineJourney,
  defineSegment,
  defineTag,
  defineTrait,
  event,
  exit,
  onSchedule,
  trait,
  wait,
  waitFor,
} from 'volano';
import type { House, Playbook } from 'volano/library';

export const menuContest: Playbook = {
  id: 'menu-contest',
  name: { en: 'Menu contest', zh: '菜单共创投票' },
  summary: {
    en: 'On the 3rd of a month the community is invited to vote or to hand in a dish; who votes is thanked, and told two weeks later what won.',
    zh: '每月 3 日邀请社群投票或提交菜品；感谢投票者，并在两周后公布获胜菜品。',
  },
  adapt: {
    en: 'Votes are events of your page; what won is written into the third message by you. A quarter between two invitations.',
    zh: '投票由页面事件上报；获胜菜品由您写入第三条消息。两次邀请间隔一个季度。',
  },
  definitions: (house) => [
    defineTrait({
      id: 'voted_for',
      name: { en: 'Dish of the last vote', zh: '最近投票菜品' },
      event: 'Menu Vote Cast',
      aggregate: 'last',
      property: 'dish',
    }),
    defineTrait({ id: 'dishes', name: { en: 'Dishes handed in', zh: '参赛菜品数' }, event: 'Menu Dish Submitted', aggregate: 'count' }),
    defineTag({
      id: 'menu_author',
      name: { en: 'Handed in a dish', zh: '菜单共创者' },
      owner: 'community',
      rule: trait('dishes').atLeast(1),
    }),
    defineSegment({
      id: 'community_members',
      name: { en: 'Members of the community', zh: '社群成员' },
      condition: event('Community Joined').performed(),
    }),
    defineJourney({
      id: 'menu_contest',
      name: { en: 'Menu contest', zh: '菜单共创投票' },
      description: {
        en: 'Invites the community, thanks who votes, and tells which dish won.',
        zh: '邀请社群投票，感谢参与者，并公布获胜菜品。',
      },
      stage: 'advocate',
      trigger: onSchedule({ every: 'month', day: 3, at: '18:30', segment: 'community_members' }),
      reentry: { after: '85d' },
      holdout: 0.2,
      kpi: { metric: 'click_rate', target: 0.15, within: '30d' },
      steps: [
        house.reach('menu_invitation', 'offer', ['mp_subscription', 'email', 'in_app']),
        waitFor('Menu Vote Cast', {
          id: 'the-vote',
          timeout: '14d',
          then: [
            house.reach('menu_vote', 'care', ['mp_subscription', 'in_app']),
            wait('14d', { id: 'until-it-is-decided' }),
            house.reach('menu_winner', 'offer', ['mp_subscription', 'email', 'in_app']),
          ],
          otherwise: [exit({ id: 'no-vote' })],
        }),
      ],
    }),
    ...content(house),
  ],
};

function content(house: House): readonly Definition[] {
  return [
    house.letter({
      id: 'menu_invitation',
      name: { en: 'Invitation to vote', zh: '菜单投票邀请' },
      path: '/menu',
      zh: {
        subject: '下月菜单由您定',
        preview: '投一票，或交一道菜',
        text: '社群菜单共创开始了：投一票，或交上您的拿手菜。',
        button: '去投票',
      },
      en: {
        subject: 'Next month’s menu is yours',
        preview: 'A vote, or a dish of your own',
        text: 'The menu contest is open: vote, or hand in a dish of your own.',
        button: 'Vote',
      },
    }),
    house.letter({
      id: 'menu_vote',
      name: { en: 'Thanks for the vote', zh: '感谢投票' },
      path: '/menu',
      zh: {
        subject: '投票已收到',
        preview: '两周后公布',
        text: '您投给{{ trait.voted_for | default: "它" }}的一票已收到，两周后公布结果。',
        button: '看榜单',
      },
      en: {
        subject: 'Your vote counts',
        preview: 'Two weeks to go',
        text: 'Your vote for {{ trait.voted_for | default: "it" }} counts. The result comes in two weeks.',
        button: 'See the list',
      },
    }),
    house.letter({
      id: 'menu_winner',
      name: { en: 'The dish that won', zh: '获胜菜品' },
      path: '/menu/winner',
      zh: { subject: '结果揭晓', preview: '到店尝一尝', text: '大家投出的菜品已上菜单，凭投票记录到店尝鲜。', button: '看结果' },
      en: {
        subject: 'The menu is decided',
        preview: 'Come and taste it',
        text: 'What you all voted for is on the menu: come and taste it.',
        button: 'See the winner',
      },
    }),
  ].flat();
}
