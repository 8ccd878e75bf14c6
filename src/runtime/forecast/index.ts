/** What guard would drop of a message to a segment. */
export { type Forecast, type ForecastQuestion, forecastOf } from './forecast.ts';
