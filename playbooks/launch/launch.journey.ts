import { type Customer, completed, converted, entered, isIn, journeyTest, refused, sent, turnedAway } from 'volano/test';
import { house } from '../house.ts';
import { somebody } from '../shared/people.ts';

const fan = (name: string, city: string): Customer => somebody(name).identify({ city }).does('Product Added to Wishlist');

journeyTest('launch: on the 18th at noon, told for the climate', () => {
  const [dry, humid, mild] = [fan('anna', 'Beijing'), fan('ben', 'Shenzhen'), fan('cleo', 'Chengdu')];
  const [dryToo, humidToo] = [fan('dora', 'Nanjing'), fan('emil', 'Guangzhou')];
  dry
    .at('2026-01-18T11:59')
    .expectNot(entered('launch'))
    .at('2026-01-18T12:00')
    .expect(sent('launch_dry', { times: 1, body: 'Beijing' }), isIn('launch', 'time-to-try'));
  dryToo.expect(sent('launch_dry', { body: 'Nanjing' }));
  humid.expect(sent('launch_humid', { times: 1, body: 'Shenzhen' })).expectNot(sent('launch_dry'), sent('launch_mild'));
  humidToo.expect(sent('launch_humid', { body: 'Guangzhou' }));
  mild.expect(sent('launch_mild', { times: 1, body: 'Chengdu' })).expectNot(sent('launch_dry'), sent('launch_humid'));
  dry.after('239 hours').expect(isIn('launch', 'time-to-try')).after('1 hour').expect(completed('launch'));
});

journeyTest('launch: in the language and by the clock of the customer', () => {
  const [lin, tom] = [fan('lin', 'Beijing').identify({ locale: 'zh' }), fan('tom', 'London').identify({ timezone: 'Europe/London' })];
  lin.at('2026-01-18T12:00').expect(sent('launch_dry', { subject: '干燥季的第一层保湿' }));
  tom
    .at('2026-01-18T19:59')
    .expectNot(sent('launch_mild'))
    .at('2026-01-18T20:00')
    .expect(sent('launch_mild', { subject: 'New today' }));
});

journeyTest('launch: once, for those with wishes; an order is what it is for', () => {
  const [anna, ben] = [fan('anna', 'Beijing'), somebody('ben').identify({ city: 'Beijing' })];
  anna.at('2026-01-19T12:00').does('Order Completed', { revenue: 20 }).expect(converted('launch'));
  ben.expectNot(entered('launch'));
  anna.at('2026-02-19T12:00').expect(turnedAway('launch', { rule: 'reentry' }), entered('launch', { times: 1 }));
});

journeyTest('launch: who wants no offers gets none', () => {
  const people = [fan('anna', 'Beijing'), fan('ben', 'Shenzhen'), fan('cleo', 'Chengdu')] as const;
  for (const one of people) one.withdraws(house.purposes.offer);
  people[0].at('2026-01-19T12:00').expect(refused('consent', { template: 'launch_dry' }));
  people[1].expect(refused('consent', { template: 'launch_humid' }));
  people[2].expect(refused('consent', { template: 'launch_mild' }));
});
