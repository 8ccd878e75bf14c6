import { describe, expect, it } from 'vitest';
import { defineEvent, defineWorkspace, problemsOf } from '../../define/index.ts';
import { dictionary, overridden } from '../index.ts';

const NAME = { en: '-', zh: '-' };
const workspace = defineWorkspace({ id: 'shop', name: NAME, timeZone: 'UTC', currency: 'CNY', seed: 's' });

/** The names that the specifications list, written by hand. */
const SPECIFIED = `
Products Searched|Product List Viewed|Product List Filtered|Promotion Viewed|Promotion Clicked|Product Clicked|Product Viewed
Product Added|Product Removed|Cart Viewed|Checkout Started|Checkout Step Viewed|Checkout Step Completed|Payment Info Entered
Order Completed|Order Updated|Order Refunded|Order Cancelled|Coupon Entered|Coupon Applied|Coupon Denied|Coupon Removed
Product Added to Wishlist|Product Removed from Wishlist|Wishlist Product Added to Cart|Product Shared|Cart Shared|Product Reviewed
Email Delivered|Email Opened|Email Link Clicked|Email Bounced|Email Marked as Spam|Unsubscribed
Push Notification Received|Push Notification Tapped|Push Notification Bounced|Experiment Viewed
Application Installed|Application Opened|Application Backgrounded|Application Foregrounded|Application Updated|Application Uninstalled|Application Crashed
Install Attributed|Deep Link Opened|Deep Link Clicked
Live Chat Conversation Started|Live Chat Conversation Ended|Live Chat Message Sent|Live Chat Message Received|Consent Preference Updated`;

describe('the ready dictionary', () => {
  const events = dictionary();

  it('has every event of the specifications, once', () => {
    const ids = events.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(SPECIFIED.trim().split(/[|\n]/)));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is a valid part of a project, as it is and with some of it replaced', () => {
    const own = defineEvent({ id: 'Order Completed', name: NAME, enforcement: 'block' });
    expect(problemsOf({ definitions: [workspace, ...events] })).toEqual([]);
    const replaced = overridden(events, own);
    expect(problemsOf({ definitions: [workspace, ...replaced] })).toEqual([]);
    expect(replaced).toHaveLength(events.length);
    expect(replaced.find(({ id }) => id === own.id)).toBe(own);
  });

  it('describes every event and property in both languages', () => {
    for (const { id, description, properties = {} } of events) {
      for (const [where, said] of [
        [id, description],
        ...Object.entries(properties).map(([path, one]) => [`${id} ${path}`, one.description]),
      ] as const) {
        expect(said, String(where)).toBeDefined();
        expect(/\p{Script=Han}/u.test((said as { zh: string }).zh), `${where} in Chinese`).toBe(true);
      }
    }
  });

  it('takes what a project wants for all of them', () => {
    for (const event of dictionary({ enforcement: 'quarantine', unplanned: 'omit', owner: 'data team' }))
      expect(event).toMatchObject({ enforcement: 'quarantine', unplanned: 'omit', owner: 'data team' });
  });
});
