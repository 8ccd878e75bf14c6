import { completed, entered, exited, isIn, journeyTest, refused, sent, sentInOrder } from 'volano/test';
import { house } from '../house.ts';
import { somebody } from '../shared/people.ts';

const DEVICE = { device: 'steamer', replacement_due: '2026-08-20' };

journeyTest('replacement: half a year ahead a check-up, two months ahead an offer', () => {
  somebody('anna')
    .identify(DEVICE)
    .at('2026-02-21T09:59')
    .expectNot(entered('replacement_due'))
    .at('2026-02-21T10:00')
    .expect(sent('device_check', { times: 1, body: 'steamer' }), isIn('replacement_due', 'until-two-months-ahead'))
    .at('2026-06-21T09:59')
    .expectNot(sent('device_offer'))
    .at('2026-06-21T10:00')
    .expect(sentInOrder('device_check', 'device_offer'))
    .at('2026-08-20T09:59')
    .expect(isIn('replacement_due', 'time-to-replace'))
    .at('2026-08-20T10:00')
    .expect(completed('replacement_due'));
});

journeyTest('replacement: a new device ends it, and the next date comes once only', () => {
  somebody('anna')
    .identify(DEVICE)
    .at('2026-03-01T10:00')
    .does('Device Registered')
    .expect(exited('replacement_due'))
    .identify({ replacement_due: '2027-08-01' })
    .at('2027-08-02T10:00')
    .expect(entered('replacement_due', { times: 1 }))
    .expectNot(sent('device_offer'));
});

journeyTest('replacement: care and offers are asked for apart', () => {
  somebody('anna')
    .withdraws(house.purposes.offer)
    .identify(DEVICE)
    .at('2026-07-01T10:00')
    .expect(sent('device_check'), refused('consent', { template: 'device_offer' }));
});

journeyTest('replacement: who wants no care gets the offer only', () => {
  somebody('ben')
    .withdraws(house.purposes.care)
    .identify(DEVICE)
    .at('2026-07-01T10:00')
    .expect(refused('consent', { template: 'device_check' }), sent('device_offer'));
});
