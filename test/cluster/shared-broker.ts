/** One broker for all files of the tests over a real Kafka that harm none: each names topics of its own. Brokers of KAFKA_BROKERS, where there are any, serve as well. */
import { type Kafka, startKafka } from './kafka.ts';

let kafka: Kafka | undefined;

/** Called by the test runner before all tests. */
export async function setup(): Promise<void> {
  if (process.env.KAFKA_BROKERS) return;
  kafka = await startKafka({ brokers: 1 });
  process.env.KAFKA_BROKERS = kafka.brokers.join(',');
}

/** And after all of them. */
export async function teardown(): Promise<void> {
  await kafka?.stop();
}
