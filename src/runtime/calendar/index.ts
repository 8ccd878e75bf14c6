/** runtime/calendar: what is planned for whom. */
export { type Calendar, type CalendarEntry, type CalendarOverlap, type CalendarQuestion, calendarOf } from './calendar.ts';
