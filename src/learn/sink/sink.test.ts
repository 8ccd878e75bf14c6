import { openTestWarehouse } from '../warehouse.suite.ts';
import { describeSink } from './sink.suite.ts';

describeSink('chDB', openTestWarehouse);
