/** Late pregnancy to postnatal service. */
import { type Definition, defineJourney, defineTag, defineTrait, onDate, trait, update, wait } from 'volano';
import type { House, Playbook } from 'volano/library';

export const expectingCare: Playbook = {
  id: 'expecting-care',
  name: { en: 'From late pregnancy to the first weeks', zh: '孕晚期到产后' },
  summary: {
    en: 'Four weeks before the due date a list for the hospital; a week after it, help for the first weeks. The declared need becomes postnatal.',
    zh: '预产期前四周发送待产包清单；预产期后一周提供产后服务，声明需求更新为产后。',
  },
  adapt: {
    en: 'The due date is health data: ask for it with its own consent, and let nobody see it who need not.',
    zh: '预产期属于健康数据：须单独征得同意，并限制查看权限。',
  },
  definitions: (house) => [
    defineTrait({ id: 'due_date', name: { en: 'Child is due', zh: '预产期' }, type: 'string' }),
    defineTrait({ id: 'declared_need', name: { en: 'Declared need', zh: '声明需求' }, type: 'string' }),
    defineTag({ id: 'expecting', name: { en: 'Expecting a child', zh: '孕期' }, owner: 'crm', rule: trait('due_date').present() }),
    defineJourney({
      id: 'expecting_care',
      name: { en: 'From late pregnancy to the first weeks', zh: '孕晚期到产后' },
      stage: 'retain',
      trigger: onDate('due_date', { every: 'once', daysBefore: 28, at: '10:00' }),
      reentry: 'once',
      holdout: 0.2,
      kpi: { metric: 'click_rate', target: 0.2, within: '60d' },
      steps: [
        house.reach('hospital_bag', 'care', ['wecom_task', 'mp_subscription', 'email', 'in_app']),
        wait('35d', { id: 'until-it-is-there' }),
        update({ declared_need: 'postnatal' }),
        house.reach('first_weeks', 'care', ['wecom_task', 'mp_subscription', 'email', 'in_app']),
      ],
    }),
    ...content(house),
  ],
};

function content(house: House): readonly Definition[] {
  return [
    house.letter({
      id: 'hospital_bag',
      name: { en: 'Hospital bag', zh: '待产包清单' },
      path: '/baby/bag',
      zh: { subject: '待产包清单', preview: '还有四周', text: '还有四周，这份清单帮您从容准备。', button: '查看清单' },
      en: {
        subject: 'Your hospital bag',
        preview: 'Four weeks to go',
        text: 'Four weeks to go: this list helps you to get ready.',
        button: 'See the list',
      },
    }),
    house.letter({
      id: 'first_weeks',
      name: { en: 'The first weeks', zh: '产后头几周' },
      path: '/baby/first-weeks',
      zh: { subject: '恭喜', preview: '产后护理预约', text: '恭喜！产后护理与哺乳咨询，随时为您预约。', button: '预约' },
      en: {
        subject: 'Congratulations',
        preview: 'Help in the first weeks',
        text: 'Congratulations! Help in the first weeks is a call away.',
        button: 'Book a visit',
      },
    }),
  ].flat();
}
